import { words as alerts } from '../alerts/words.ar.ts'
import { words as carriers } from '../carriers/words.ar.ts'
import { words as channels } from '../channels/words.ar.ts'
import { words as exceptions } from '../exceptions/words.ar.ts'
import { words as feeds } from '../feeds/words.ar.ts'
import { words as inventory } from '../inventory/words.ar.ts'
import { words as keys } from '../keys/words.ar.ts'
import { words as locations } from '../locations/words.ar.ts'
import { words as map } from '../map/words.ar.ts'
import { words as network } from '../network/words.ar.ts'
import { words as order } from '../order/words.ar.ts'
import { words as orders } from '../orders/words.ar.ts'
import { words as receipts } from '../receipts/words.ar.ts'
import { words as routing } from '../routing/words.ar.ts'
import { words as rules } from '../rules/words.ar.ts'
import { words as shadows } from '../shadows/words.ar.ts'
import { words as shell } from '../shell/words.ar.ts'
import { words as simulator } from '../simulator/words.ar.ts'
import { words as skus } from '../skus/words.ar.ts'

export const words = {
  shell,
  exceptions,
  orders,
  order,
  inventory,
  receipts,
  alerts,
  feeds,
  rules,
  simulator,
  shadows,
  routing,
  map,
  skus,
  locations,
  network,
  carriers,
  channels,
  keys,
}
