import { words as alerts } from '../alerts/words.de.ts'
import { words as carriers } from '../carriers/words.de.ts'
import { words as channels } from '../channels/words.de.ts'
import { words as exceptions } from '../exceptions/words.de.ts'
import { words as feeds } from '../feeds/words.de.ts'
import { words as inventory } from '../inventory/words.de.ts'
import { words as keys } from '../keys/words.de.ts'
import { words as locations } from '../locations/words.de.ts'
import { words as map } from '../map/words.de.ts'
import { words as network } from '../network/words.de.ts'
import { words as order } from '../order/words.de.ts'
import { words as orders } from '../orders/words.de.ts'
import { words as receipts } from '../receipts/words.de.ts'
import { words as routing } from '../routing/words.de.ts'
import { words as rules } from '../rules/words.de.ts'
import { words as shadows } from '../shadows/words.de.ts'
import { words as shell } from '../shell/words.de.ts'
import { words as simulator } from '../simulator/words.de.ts'
import { words as skus } from '../skus/words.de.ts'

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
