import { useSession } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { Why } from '../../ui/steps.tsx'
import { Compared } from '../order/compared.tsx'
import { leftOut, placesOf } from '../order/why-places.ts'
import { titleOf } from '../order/why-short.ts'
import { stepsOf, type Names, type Teller } from '../order/why.ts'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import type { ChangeReasons } from './use-simulations.ts'
import css from './simulator.module.css'

type Of = {
  asked: { data: ChangeReasons | undefined; error: unknown; refetch: () => unknown }
  currency: string
  /** What the first policy and the other one are called. */
  names: readonly string[]
  onClose: () => void
}

/** Why an order went where it went, by the first policy and by another. */
export function Reasons(of: Of) {
  const { simulator, shell } = useWords()
  const { data, error, refetch } = of.asked
  const title = data ? simulator.changes.open(data.change.order.number) : simulator.changes.title
  return (
    <Dialog
      isOpen
      size="large"
      title={title}
      onClose={of.onClose}
      actions={<Button onClick={of.onClose}>{shell.close}</Button>}
    >
      {error && !data ? (
        <Fault error={error} again={() => void refetch()} />
      ) : data ? (
        <div className={css['sides']}>
          {(['before', 'after'] as const).map((side, index) => (
            <Side key={side} title={of.names[index] ?? ''} reasons={data} side={side} of={of} />
          ))}
        </div>
      ) : (
        <Skeleton label={shell.list.loading} rows={4} />
      )}
    </Dialog>
  )
}

function Side(props: { title: string; reasons: ChangeReasons; side: 'before' | 'after'; of: Of }) {
  const { title, reasons, side, of } = props
  const { order, simulator } = useWords()
  const { formats } = useSession()
  const places = new Map(reasons.places.map(({ id, name }) => [id, name]))
  const skus = new Map(reasons.skus.map((sku) => [sku.id, sku]))
  const names: Names = {
    place: (id) => places.get(id) ?? `#${id}`,
    sku: (id) => skus.get(id) ?? { name: `#${id}`, unit: 'piece', decimals: 0 },
    currency: of.currency,
    pickup: null,
  }
  const teller: Teller = { words: order.why, formats }
  return (
    <section className={css['side']} aria-label={title}>
      <h3>{title}</h3>
      {reasons[side].map(({ group, record }) => {
        return (
          <div key={group}>
            <Why
              title={
                reasons.change[side].refused
                  ? simulator.changes.whyRefused
                  : titleOf(record, names, teller)
              }
              steps={stepsOf(record, names, teller)}
            />
            <Compared
              places={placesOf(record, names, teller)}
              left={leftOut(record, names, teller)}
            />
          </div>
        )
      })}
    </section>
  )
}
