import type { NetworkBook } from '../../network/index.ts'
import type { Platform } from '../../platform/module.ts'
import type { RateBook } from '../book.ts'

/** What the module is given. */
export type ShippingWorld = { platform: Platform; network: NetworkBook; book: RateBook }
