import { useMemo } from 'react'
import { useSession } from '../../lib/session.tsx'
import { useAllLocations } from '../locations/use-all.ts'
import type { Unit } from './goods.ts'
import type { Decisions, Order } from './types.ts'
import { useDecisions, usePeople } from './use-order.ts'

/** Names for the codes and numbers that the answers about an order hold. */
export type OrderNames = {
  /** Of a location by its code. */
  place(code: string): string
  /** Of a location by its number. */
  placeById(id: number): string
  sku(id: number): Unit
  /** Decimals of the units of an SKU; undefined where they cannot be known. */
  decimals(skuCode: string, unit: string): number | undefined
  people: ReadonlyMap<string, string>
}

export function useNames(order: Order, said: { you: string; line: (no: string) => string }) {
  const { me } = useSession()
  const { data: locations } = useAllLocations()
  const { data: decisions } = useDecisions(order.id)
  const { data: people } = usePeople()
  const { you, line } = said
  return useMemo((): OrderNames => {
    const places = [...(locations ?? []), ...(decisions?.places ?? [])]
    const byCode = new Map(places.map(({ code, name }) => [code, name]))
    const byId = new Map(places.map(({ id, name }) => [id, name]))
    const skus = new Map((decisions?.skus ?? []).map((sku) => [sku.id, sku]))
    return {
      place: (code) => byCode.get(code) ?? code,
      placeById: (id) => byId.get(id) ?? `#${id}`,
      sku: (id) => skus.get(id) ?? { name: line(String(id)), unit: 'piece', decimals: 0 },
      decimals: (code, unit) => decimalsOf(decisions, code, unit),
      people: new Map([...(people ?? []).map(({ id, name }) => [id, name] as const), [me.id, you]]),
    }
  }, [locations, decisions, people, me.id, you, line])
}

function decimalsOf(decisions: Decisions | undefined, code: string, unit: string) {
  const known = decisions?.skus.find((sku) => sku.code === code)
  return known?.decimals ?? (unit === 'piece' ? 0 : undefined)
}
