import { words as exceptions } from '../exceptions/words.en.ts'
import { words as locations } from '../locations/words.en.ts'
import { words as map } from '../map/words.en.ts'
import { words as shell } from '../shell/words.en.ts'

export const words = { shell, exceptions, locations, map }
