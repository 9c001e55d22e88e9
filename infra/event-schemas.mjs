// Writes docs/events/<type>.schema.json from the schemas that the read models check events with.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { eventJsonSchemas } from '#libs/read-models';

const FOLDER = new URL('../docs/events/', import.meta.url);

await mkdir(FOLDER, { recursive: true });
for (const file of await readdir(FOLDER)) {
  if (file.endsWith('.schema.json')) await rm(new URL(file, FOLDER));
}
const schemas = Object.entries(eventJsonSchemas());
for (const [type, schema] of schemas) {
  await writeFile(new URL(`${type}.schema.json`, FOLDER), `${JSON.stringify(schema, null, 2)}\n`);
}
console.log(`${schemas.length} event schemas written to docs/events.`);
