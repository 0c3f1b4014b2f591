/** A version that is published and does not count yet. */
export const words = {
  drawnFrom: (version: string, when: string) =>
    `The draft is made from version ${version}, which counts from ${when}. Published for an ` +
    'earlier moment, it puts that in force as well.',
  beginsWith: (version: string, when: string) =>
    `Version ${version}, which was to count from ${when}, counts with it: its changes stand here ` +
    'too. To publish without them, withdraw it first, under Versions.',
  act: 'Withdraw',
  title: (version: string) => `Withdraw version ${version}?`,
  says:
    'It never counts. What it had replaced counts again at its own moment. What the draft ' +
    'changes beside it stays in the draft. Its rules can be brought back under Versions.',
  done: (version: string) => `Version ${version} is withdrawn`,
  mark: 'Withdrawn',
  was: (when: string) => `was to count from ${when}`,
  by: (who: string, when: string) => `withdrawn by ${who}, ${when}`,
  saying: (note: string) => `“${note}”`,
}

export type ComingWords = typeof words
