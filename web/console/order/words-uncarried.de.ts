import type { UncarriedWords } from './words-uncarried.en.ts'

export const words: UncarriedWords = {
  notCollected: 'Kein Dienst holt ab, wo es hätte herkommen können',
  notReached: 'Kein Dienst fährt dorthin, von wo es hätte herkommen können',
  tooLarge: 'Für jeden Dienst ist es zu groß oder zu schwer',
  waitsForCarriage: (goods) => `Wartet, bis es versandt werden kann: ${goods}`,
}
