import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useFormats } from '../../lib/session.tsx'
import { TextField } from '../../ui/form/field.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { useSku } from '../inventory/use-stock.ts'
import { FormDialog } from '../locations/form-dialog.tsx'
import { useCommand } from '../shell/use-command.ts'
import { useWords } from '../words/index.ts'
import { arrivalOf, isQuantity, numberIn, type Receipt } from './draft.ts'
import { useGoods } from './goods.ts'
import { pathOf, staleBy } from './use-receipts.ts'
import css from './receipts.module.css'

type Given = { quantity: number; reference: string }

/** Books in what has arrived, all or some, and says before what it leads to. */
export function ArriveDialog({ receipt, onClose }: { receipt: Receipt; onClose: () => void }) {
  const { receipts: said } = useWords()
  const { arrive } = said
  const tell = useTell()
  const goods = useGoods(receipt)
  const { data: sku } = useSku(receipt.sku)
  const [text, setText] = useState(String(receipt.quantity))
  const [reference, setReference] = useState('')
  const [isTried, setTried] = useState(false)
  const { run, isBusy, faultAt } = useCommand(({ quantity, reference: told }: Given, header) => {
    const params = { path: pathOf(receipt), header }
    const body = { quantity, ...(told !== '' && { reference: told }) }
    return answerOf(
      api.POST('/v1/expected-receipts/{sku}/{location}/{no}/arrivals', { params, body }),
    )
  }, staleBy(receipt.sku))
  const isRight = isQuantity(text, sku?.decimals)
  const save = async () => {
    setTried(true)
    const given = { quantity: numberIn(text), reference: reference.trim() }
    if (!isRight || !(await run(given))) return
    tell({ title: arrive.done, more: goods })
    onClose()
  }
  return (
    <FormDialog
      title={arrive.title}
      says={goods}
      act={arrive.open}
      isBusy={isBusy}
      onSave={() => void save()}
      onClose={onClose}
    >
      <TextField
        label={arrive.howMany}
        fault={(isTried && !isRight ? said.faults.quantity : undefined) ?? faultAt('/quantity')}
        type="number"
        inputMode="decimal"
        min={0}
        step={sku ? 10 ** -sku.decimals : 'any'}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <TextField
        label={arrive.reference}
        hint={arrive.referenceHint}
        fault={faultAt('/reference')}
        autoComplete="off"
        maxLength={100}
        placeholder={receipt.reference ?? undefined}
        value={reference}
        onChange={(event) => setReference(event.currentTarget.value)}
      />
      {isRight && <Leads receipt={receipt} arrived={numberIn(text)} />}
    </FormDialog>
  )
}

function Leads({ receipt, arrived }: { receipt: Receipt; arrived: number }) {
  const { arrive: said } = useWords().receipts
  const { number } = useFormats()
  const { rest, beyond, forOrders, waiting } = arrivalOf(receipt, arrived)
  return (
    <div className={css['effect']} role="status">
      <p className={css['head']}>{said.leads}</p>
      <p>{said.here(number(arrived))}</p>
      {forOrders > 0 && <p>{said.promised(number(forOrders))}</p>}
      <p>{rest > 0 ? said.rest(number(rest)) : said.all}</p>
      {beyond > 0 && <p>{said.beyond(number(beyond))}</p>}
      {waiting > 0 && <p className={css['bad']}>{said.waiting(number(waiting))}</p>}
    </div>
  )
}
