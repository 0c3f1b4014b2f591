import { useSession } from '../../lib/session.tsx'
import { Timeline, type Happening } from '../../ui/steps.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { Moment } from '../../ui/values.tsx'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { useOnOrder } from './context.ts'
import { actorText, toldOf, type Telling } from './told.ts'
import { useEvents } from './use-order.ts'
import { causeText, declineText } from './words-of.ts'

/** What the sentences of the timeline need to know of the order that is shown. */
function useTelling(): Telling {
  const { order: said } = useWords()
  const { order, names } = useOnOrder()
  const { formats } = useSession()
  return {
    words: said.told,
    currency: order.currency,
    formats,
    holds: order.holds,
    place: names.placeById,
    line: (no) => {
      const line = order.lines.find((one) => one.no === no)
      return line && { ...line, decimals: names.decimals(line.sku, line.unit) }
    },
    whole: order.lines.map(({ no, ordered, cancelled, sku, unit }) => {
      const scale = 10 ** (names.decimals(sku, unit) ?? 0)
      return [no, Math.round(ordered * scale), Math.round((ordered - cancelled) * scale)]
    }),
    cause: (cause) => causeText(cause, said),
    declineReason: (reason) => declineText(reason, said).toLocaleLowerCase(formats.language),
  }
}

/** The last thing that happened to the order, as a sentence. */
export function useLatest(): string | undefined {
  const { order } = useOnOrder()
  const { data: events } = useEvents(order.id)
  const of = useTelling()
  const last = events?.at(-1)
  return last && toldOf(last, of).says
}

/** What happened to the order, newest first, by people, rules and systems: all, or the last few. */
export function TimelineOf({ last = Infinity }: { last?: number }) {
  const { order: said, shell } = useWords()
  const { order, names } = useOnOrder()
  const { data: events, error, refetch } = useEvents(order.id)
  const of = useTelling()
  if (error && !events) return <Fault error={error} again={() => void refetch()} />
  if (!events) return <Skeleton label={shell.list.loading} rows={5} />
  const happenings = events
    .toReversed()
    .slice(0, last)
    .map((event): Happening => {
      return {
        id: event.id,
        ...toldOf(event, of),
        by: actorText(event.actor, { words: said.told, people: names.people }),
        at: <Moment at={event.occurredAt} />,
      }
    })
  return <Timeline label={said.side.timeline} happenings={happenings} />
}
