export interface StreamedEvent {
  readonly event?: string;
  readonly data?: string;
  readonly comment?: string;
}

/** What a browser's EventSource would see. */
export async function* readEvents(response: Response): AsyncGenerator<StreamedEvent> {
  if (!response.body) return;
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body) {
    text += decoder.decode(chunk as Uint8Array, { stream: true }); // bodies come in bytes
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) if (block.trim() !== '') yield parse(block);
  }
}

function parse(block: string): StreamedEvent {
  const fields = block.split('\n').map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon) || 'comment', line.slice(colon + 1).trim()];
  });
  return Object.fromEntries(fields) as StreamedEvent; // its fields are the names above
}
