import { useWords } from '../words/index.ts'
import type { Place } from './places.ts'

/** What is told about a location at a glance. */
export function useLines(sku: string | undefined): (place: Place) => string[] {
  const { map: said } = useWords()
  return ({ work, stock, units }) => {
    const lines: string[] = []
    if (work) {
      const late = work.late > 0 ? [said.late(work.late)] : []
      lines.push([said.work(work.open + work.inWork), ...late].join(' · '))
    }
    if (units === null) lines.push(said.notCounted)
    else if (sku !== undefined) lines.push(said.unitsOf(units, sku))
    else if (stock) {
      const soldOut = stock.soldOut > 0 ? [said.soldOut(stock.soldOut)] : []
      lines.push([said.units(units), ...soldOut].join(' · '))
    }
    if (stock?.feed?.overdue) lines.push(said.fedLate(stock.feed.source))
    return lines
  }
}

/** The same in one sentence, read out. */
export function useSaid(sku: string | undefined): (place: Place) => string {
  const { map: said } = useWords()
  const lines = useLines(sku)
  return (place) => [place.location.name, said.healths[place.health], ...lines(place)].join(', ')
}
