import { words as locations } from '../locations/words.ar.ts'
import { words as order } from '../order/words.ar.ts'
import { words as orders } from '../orders/words.ar.ts'
import { words as shell } from '../shell/words.ar.ts'

export const words = { shell, locations, order, orders }
