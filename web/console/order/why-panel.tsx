import { useFormats } from '../../lib/session.tsx'
import { Why } from '../../ui/steps.tsx'
import { useWords } from '../words/index.ts'
import { Compared, ComparedByTerm, useRegrets } from './compared.tsx'
import { useOnOrder } from './context.ts'
import { FlipsPanel } from './flips-panel.tsx'
import { leavesOpen, nextOf } from './regrets.ts'
import type { Decision, Group } from './types.ts'
import { useDecisions, useEvents } from './use-order.ts'
import { leftOut, placesOf } from './why-places.ts'
import { sinceOf, titleOf } from './why-short.ts'
import { stepsOf, type Names, type Teller } from './why.ts'
import css from './group.module.css'
import parts from './parts.module.css'

/** Why a delivery comes from where it comes: the last decision, and those before it. */
export function WhyPanel({ group }: { group: Group }) {
  const { order: said } = useWords()
  const { order } = useOnOrder()
  const { data } = useDecisions(order.id)
  if (!data) return null
  // Of those that were made at once the last counts: what is promised comes behind what was found.
  const own = data.items
    .filter(({ groupNo }) => groupNo === group.no)
    .toReversed()
    .toSorted((a, b) => b.decidedAt.localeCompare(a.decidedAt))
  const [last, ...earlier] = own
  return (
    <section className={css['part']}>
      {last ? (
        <Reasons decision={last} group={group} isLast />
      ) : (
        <p className="quiet">{said.why.undecided}</p>
      )}
      {earlier.length > 0 && (
        <details className={parts['details']}>
          <summary>{said.why.earlier(earlier.length)}</summary>
          <div className="stack">
            {earlier.map((decision) => (
              <Reasons key={decision.id} decision={decision} group={group} />
            ))}
          </div>
        </details>
      )}
    </section>
  )
}

/** A decision that was followed by others is told as what is over. */
const OVER = { waits: false, isCancelled: false }

function Reasons(props: { decision: Decision; group: Group; isLast?: boolean }) {
  const { decision, group, isLast = false } = props
  const { order: said } = useWords()
  const { order, names } = useOnOrder()
  const formats = useFormats()
  const teller: Teller = { words: said.why, formats }
  const { record, decidedAt, cause } = decision
  const { data: events } = useEvents(order.id)
  // Who compares asks for them; a page that is only opened costs nobody a decision made again.
  const { data: regrets } = useRegrets(decision.id, false)
  const of: Names = {
    place: names.placeById,
    sku: names.sku,
    currency: order.currency,
    pickup: group.pickupLocation === null ? null : names.place(group.pickupLocation),
    decidedAt,
    since: isLast ? sinceOf(order, group, events, teller) : OVER,
    next: regrets && leavesOpen(record) ? nextOf(regrets) : undefined,
  }
  const [places, left] = [placesOf(record, of, teller), leftOut(record, of, teller)]
  const causes: Record<string, string> = said.why.causes
  return (
    <div className={css['why']}>
      <Why
        title={titleOf(record, of, teller)}
        steps={stepsOf(record, of, teller)}
        when={
          <time dateTime={decidedAt} title={formats.exact(decidedAt)}>
            {said.why.decided(formats.moment(decidedAt), causes[cause] ?? said.why.causes.other)}
          </time>
        }
      />
      {of.pickup === null && (
        <>
          {record.byHand ? (
            <Compared places={places} left={left} />
          ) : (
            <ComparedByTerm decision={decision.id} names={of} places={places} left={left} />
          )}
          {!record.byHand && <FlipsPanel decision={decision.id} names={of} />}
        </>
      )}
    </div>
  )
}
