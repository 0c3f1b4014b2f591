import { words as exceptions } from '../exceptions/words.de.ts'
import { words as inventory } from '../inventory/words.de.ts'
import { words as locations } from '../locations/words.de.ts'
import { words as shell } from '../shell/words.de.ts'
import { words as skus } from '../skus/words.de.ts'

export const words = { shell, exceptions, locations, inventory, skus }
