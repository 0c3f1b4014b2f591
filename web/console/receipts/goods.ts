import { useFormats } from '../../lib/session.tsx'
import { usePlaces } from '../inventory/use-places.ts'
import { useSku } from '../inventory/use-stock.ts'
import { useWords } from '../words/index.ts'
import type { Receipt } from './draft.ts'

/** `40 × Chair to Lyon, due Thu 10 Dec`. */
export function useGoods({ sku, location, quantity, dueOn }: Receipt): string {
  const { receipts: said } = useWords()
  const { number, day } = useFormats()
  const { nameOf } = usePlaces()
  const { data } = useSku(sku)
  return said.goods(number(quantity), data?.name ?? sku, nameOf(location), day(dueOn))
}
