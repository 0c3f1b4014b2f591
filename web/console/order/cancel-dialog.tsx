import { useId, useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useFormats } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/form/field.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { useWords } from '../words/index.ts'
import { cancellablesOf } from './bundles.ts'
import { allUnits, cancelledBy, type Units } from './cancel.ts'
import { useOnOrder } from './context.ts'
import { Trouble } from './trouble.tsx'
import { UnitsField } from './units.tsx'
import { useWrite } from './use-write.ts'

const REASON_LENGTH = 200

/** What goes, why, and what that comes to: said before, since it cannot be taken back. */
export function CancelDialog({ onClose }: { onClose: () => void }) {
  const { order: said } = useWords()
  const { order } = useOnOrder()
  const formats = useFormats()
  const listId = useId()
  const [units, setUnits] = useState<Units>()
  const [reason, setReason] = useState('')
  const { submit, isBusy, problem } = useCancel(onClose)
  const { cancels } = said
  const chosen = units ?? allUnits(order)
  const sum = cancelledBy(order, chosen)
  const amount = formats.money(sum.amount, order.currency)
  const isReady = sum.units > 0 && reason.trim() !== ''
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={cancels.title}
      says={<Consequence sum={sum} amount={amount} />}
      actions={
        <>
          <Button onClick={onClose}>{cancels.keep}</Button>
          <Button
            look="danger"
            busy={isBusy}
            disabled={!isReady}
            onClick={() => void submit(units, reason.trim())}
          >
            {cancels.act(amount)}
          </Button>
        </>
      }
    >
      <UnitsField
        label={cancels.which}
        lines={cancellablesOf(order)}
        units={units}
        onChange={setUnits}
      />
      <TextField
        label={cancels.reason}
        hint={cancels.reasonHint}
        value={reason}
        maxLength={REASON_LENGTH}
        list={listId}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <datalist id={listId}>
        {cancels.reasons.map((text) => (
          <option key={text}>{text}</option>
        ))}
      </datalist>
      <Trouble problem={problem} />
    </Dialog>
  )
}

function Consequence({ sum, amount }: { sum: ReturnType<typeof cancelledBy>; amount: string }) {
  const { order: said } = useWords()
  const { cancels } = said
  if (sum.units === 0) return <p>{cancels.nothing}</p>
  const says = sum.isWhole
    ? cancels.whole(amount)
    : sum.isAll
      ? cancels.rest(amount)
      : cancels.worth(sum.units, amount)
  return (
    <>
      <p>{sum.hasAlong ? `${says} ${cancels.along}` : says}</p>
      <p>{sum.back > 0 ? cancels.back(sum.back) : cancels.free}</p>
    </>
  )
}

function useCancel(onDone: () => void) {
  const { order: said } = useWords()
  const { order } = useOnOrder()
  const tell = useTell()
  const { send, isBusy, problem } = useWrite(order.id)
  async function submit(units: Units | undefined, reason: string): Promise<void> {
    const lines = units && [...units].map(([no, quantity]) => ({ no, quantity }))
    const body = { version: order.version, reason, ...(lines && { lines }) }
    const done = await send('cancel', body, (sent, header) => {
      const params = { path: { id: order.id }, header }
      return answerOf(api.POST('/v1/orders/{id}/cancellations', { params, body: sent }))
    })
    if (!done) return
    tell({ title: done.requested ? said.cancels.requested : said.cancels.done })
    onDone()
  }
  return { submit, isBusy, problem }
}
