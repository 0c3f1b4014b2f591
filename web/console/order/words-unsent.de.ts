import type { UnsentWords } from './words-unsent.en.ts'

export const words: UnsentWords = {
  allUnfilled: 'Was da war, war für den Versand zu teuer',
  nobody: 'Kein Standort hatte etwas davon',
  notCollected: 'Kein Dienst holt ab, wo es hätte herkommen können',
  notReached: 'Kein Dienst fährt dorthin, von wo es hätte herkommen können',
  tooLarge: 'Für jeden Dienst ist es zu groß oder zu schwer',
  nobodySends: 'Kein Standort konnte etwas davon versenden',
  waitsForCarriage: (goods) => `Wartet, bis es versandt werden kann: ${goods}`,
}
