import { useFormats } from '../../lib/session.tsx'
import { useNow } from '../../lib/use-now.ts'
import { useWords } from '../words/index.ts'
import type { Place } from './places.ts'

/** What is told about a location at a glance. */
export function useLines(what: string | undefined): (place: Place) => string[] {
  const { map: said, locations } = useWords()
  const { ago } = useFormats()
  const now = useNow()
  return ({ work, stock, units }) => {
    const lines: string[] = []
    if (work) {
      const late = work.late > 0 ? [said.late(work.late)] : []
      lines.push([said.work(work.open + work.inWork), ...late].join(' · '))
    }
    if (units === null) lines.push(said.notCounted)
    else if (what !== undefined) lines.push(said.unitsOf(units, what))
    else if (stock) {
      const soldOut = stock.soldOut > 0 ? [said.soldOut(stock.soldOut)] : []
      lines.push([said.units(units), ...soldOut].join(' · '))
    }
    const feed = stock?.feed
    if (feed?.overdue) lines.push(said.fedLate(feed.source))
    else if (feed && feed.asOf !== null)
      lines.push(locations.fedAt(feed.source, ago(feed.asOf, now)))
    return lines
  }
}

/** The same in one sentence, read out. */
export function useSaid(what: string | undefined): (place: Place) => string {
  const { map: said } = useWords()
  const lines = useLines(what)
  return (place) => [place.location.name, said.healths[place.health], ...lines(place)].join(', ')
}
