import { batchChunk } from './batch-chunks.js';
import { checked } from './checked-service.js';
import { StreamsService } from './protocol.js';

const service = checked(StreamsService);

/** As the node serves it: what comes most is read without the generated messages. */
export const ServedStreams = {
  ...service,
  batchAppend: { ...service.batchAppend, requestDeserialize: batchChunk },
};
