import { words as exceptions } from '../exceptions/words.ar.ts'
import { words as inventory } from '../inventory/words.ar.ts'
import { words as locations } from '../locations/words.ar.ts'
import { words as shell } from '../shell/words.ar.ts'
import { words as skus } from '../skus/words.ar.ts'

export const words = { shell, exceptions, locations, inventory, skus }
