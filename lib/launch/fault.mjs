/** A fault with its remedy: shown to the operator as text in both languages, without a stack. */
export class LaunchFault extends Error {
  /**
   * @param {string} zh one line in Chinese, remedy included
   * @param {string} en the same in English
   */
  constructor(zh, en) {
    super(`${zh}\n${en}`);
    this.name = 'LaunchFault';
  }
}

/**
 * Prints a fault as its two lines, anything else with its stack.
 * @param {unknown} error
 */
export function report(error) {
  if (error instanceof Error && error.name === 'LaunchFault') console.error(error.message);
  else if (isDiskFull(error))
    console.error('磁盘已满：请腾出空间后重试。\nThe disk is full: free some space and try again.');
  else console.error(error);
}

/**
 * @param {unknown} error
 * @returns {boolean}
 */
export function isDiskFull(error) {
  return error instanceof Error && /** @type {NodeJS.ErrnoException} */ (error).code === 'ENOSPC';
}
