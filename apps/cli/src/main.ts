#!/usr/bin/env node
import { explain } from './explain.js';
import { ledgerProgram } from './program.js';

try {
  await ledgerProgram().parseAsync();
} catch (error) {
  const explained = explain(error);
  if (!explained) throw error;
  console.error(`\n${explained.message}`);
  process.exitCode = explained.exitCode;
}
process.exit();
