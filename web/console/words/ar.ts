import { words as exceptions } from '../exceptions/words.ar.ts'
import { words as locations } from '../locations/words.ar.ts'
import { words as map } from '../map/words.ar.ts'
import { words as shell } from '../shell/words.ar.ts'

export const words = { shell, exceptions, locations, map }
