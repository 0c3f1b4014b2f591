import { words as alerts } from '../alerts/words.en.ts'
import { words as carriers } from '../carriers/words.en.ts'
import { words as channels } from '../channels/words.en.ts'
import { words as exceptions } from '../exceptions/words.en.ts'
import { words as feeds } from '../feeds/words.en.ts'
import { words as inventory } from '../inventory/words.en.ts'
import { words as keys } from '../keys/words.en.ts'
import { words as locations } from '../locations/words.en.ts'
import { words as map } from '../map/words.en.ts'
import { words as network } from '../network/words.en.ts'
import { words as order } from '../order/words.en.ts'
import { words as orders } from '../orders/words.en.ts'
import { words as receipts } from '../receipts/words.en.ts'
import { words as routing } from '../routing/words.en.ts'
import { words as rules } from '../rules/words.en.ts'
import { words as shadows } from '../shadows/words.en.ts'
import { words as shell } from '../shell/words.en.ts'
import { words as simulator } from '../simulator/words.en.ts'
import { words as skus } from '../skus/words.en.ts'

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
