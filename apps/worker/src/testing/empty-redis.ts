import { Redis } from 'ioredis';

const DATABASES = Array.from({ length: 15 }, (_, index) => index + 1);

export interface EmptyRedis {
  readonly url: string;
  drop(): Promise<void>;
}

/** A numbered database that nobody uses: what is in the others is not ours. */
export async function emptyRedis(server: string): Promise<EmptyRedis> {
  for (const database of DATABASES) {
    const url = new URL(`/${database}`, server).href;
    const redis = new Redis(url);
    if ((await redis.dbsize()) === 0) {
      const drop = async () => {
        await redis.flushdb();
        redis.disconnect();
      };
      return { url, drop };
    }
    redis.disconnect();
  }
  throw new Error('Redis has no empty database among 1 to 15.');
}
