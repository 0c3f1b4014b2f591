/** What no service of a carrier takes. */
export const words = {
  notCollected: 'No service of a carrier collects where it could have come from',
  notReached: 'No service of a carrier goes there from where it could have come from',
  tooLarge: 'It is too large or too heavy for every service of a carrier',
  waitsForCarriage: (goods: string) => `Waits until it can be sent: ${goods}`,
}

export type UncarriedWords = typeof words
