/** Why nothing of a delivery is sent from anywhere. */
export const words = {
  allUnfilled: 'All that was in stock was too dear to send',
  nobody: 'No place had any of it',
  notCollected: 'No service of a carrier collects where it could have come from',
  notReached: 'No service of a carrier goes there from where it could have come from',
  tooLarge: 'It is too large or too heavy for every service of a carrier',
  nobodySends: 'No place could send any of it',
  waitsForCarriage: (goods: string) => `Waits until it can be sent: ${goods}`,
}

export type UnsentWords = typeof words
