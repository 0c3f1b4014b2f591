import { listed } from '../../lib/listed.ts'
import { useFormats } from '../../lib/session.tsx'
import { Why } from '../../ui/steps.tsx'
import { useWords } from '../words/index.ts'
import { Compared, ComparedByTerm, useRegrets } from './compared.tsx'
import { useOnOrder } from './context.ts'
import { FlipsPanel } from './flips-panel.tsx'
import { leavesOpen, nextOf } from './regrets.ts'
import type { Decision, Group } from './types.ts'
import { useDecisions } from './use-order.ts'
import { leftOut, placesOf } from './why-places.ts'
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
        <Reasons decision={last} group={group} />
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

/** Places that a title names; more are counted. */
const NAMED = 2

function Reasons({ decision, group }: { decision: Decision; group: Group }) {
  const { order: said } = useWords()
  const { order, names } = useOnOrder()
  const formats = useFormats()
  const teller: Teller = { words: said.why, formats }
  const { record, decidedAt, cause } = decision
  // Who compares asks for them; a page that is only opened costs nobody a decision made again.
  const { data: regrets } = useRegrets(decision.id, false)
  const of: Names = {
    place: names.placeById,
    sku: names.sku,
    currency: order.currency,
    pickup: group.pickupLocation === null ? null : names.place(group.pickupLocation),
    decidedAt,
    next: regrets && leavesOpen(record) ? nextOf(regrets) : undefined,
  }
  const [places, left] = [placesOf(record, of, teller), leftOut(record, of, teller)]
  const chosen = [...new Set(record.chosen.map(({ locationId }) => locationId))].map(
    names.placeById,
  )
  const causes: Record<string, string> = said.why.causes
  return (
    <div className={css['why']}>
      <Why
        title={
          chosen.length === 0
            ? said.why.titleWaiting
            : chosen.length > NAMED
              ? said.why.titleMany(chosen.length)
              : said.why.title(listed(formats.language, chosen))
        }
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
