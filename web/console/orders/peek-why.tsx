import { useFormats } from '../../lib/session.tsx'
import { Why } from '../../ui/steps.tsx'
import { useOnOrder } from '../order/context.ts'
import type { Decision } from '../order/types.ts'
import { useDecisions } from '../order/use-order.ts'
import { sinceOf, titleOf } from '../order/why-short.ts'
import { stepsOf } from '../order/why.ts'
import { useWords } from '../words/index.ts'

/** Why it ships from there: the last decision of each delivery, its sentences alone. */
export function PeekWhy() {
  const { order } = useOnOrder()
  const { data } = useDecisions(order.id)
  if (!data) return null
  const last = order.groups.flatMap(({ no }) => {
    const own = data.items.filter(({ groupNo }) => groupNo === no)
    return own.toSorted((a, b) => b.decidedAt.localeCompare(a.decidedAt)).slice(0, 1)
  })
  return last.map((decision) => <Reasons key={decision.id} decision={decision} />)
}

function Reasons({ decision: { record, groupNo } }: { decision: Decision }) {
  const { order: said } = useWords()
  const { order, names } = useOnOrder()
  const formats = useFormats()
  const group = order.groups.find(({ no }) => no === groupNo)
  const pickup = group?.pickupLocation ?? null
  const teller = { words: said.why, formats }
  const of = {
    place: names.placeById,
    sku: names.sku,
    currency: order.currency,
    pickup: pickup === null ? null : names.place(pickup),
    ...(group && { since: sinceOf(order, group, undefined, teller) }),
  }
  const title = titleOf(record, of, teller)
  const steps = stepsOf(record, of, teller)
  return <Why title={title} steps={steps.map(({ says }) => ({ says }))} />
}
