import { words as exceptions } from '../exceptions/words.de.ts'
import { words as locations } from '../locations/words.de.ts'
import { words as map } from '../map/words.de.ts'
import { words as shell } from '../shell/words.de.ts'

export const words = { shell, exceptions, locations, map }
