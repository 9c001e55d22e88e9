/**
 * Tells what is going on: a step that takes more than a second is announced, with a running clock on
 * a terminal and as plain lines elsewhere.
 */
const ANNOUNCE_AFTER_MS = 1_000;
const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/**
 * @template Result
 * @param {string} title
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function step(title, work) {
  const startedAt = Date.now();
  const seconds = () => ((Date.now() - startedAt) / 1_000).toFixed(0);
  const stop = process.stdout.isTTY ? spin(title, seconds) : announce(title);
  try {
    const result = await work();
    stop();
    if (Date.now() - startedAt > ANNOUNCE_AFTER_MS) console.log(`✔ ${title} (${seconds()} s)`);
    return result;
  } catch (error) {
    stop();
    console.log(`✖ ${title} (${seconds()} s)`);
    throw error;
  }
}

function announce(title) {
  const timer = setTimeout(() => console.log(`… ${title}`), ANNOUNCE_AFTER_MS);
  return () => clearTimeout(timer);
}

function spin(title, seconds) {
  let frame = 0;
  const timer = setInterval(() => {
    frame = (frame + 1) % FRAMES.length;
    process.stdout.write(`\r\x1b[2K${FRAMES[frame]} ${title} ${seconds()} s`);
  }, 100);
  return () => {
    clearInterval(timer);
    process.stdout.write('\r\x1b[2K');
  };
}
