import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { useSku } from '../inventory/use-stock.ts'
import { FormDialog } from '../locations/form-dialog.tsx'
import { Overtaken } from '../shell/overtaken.tsx'
import { useChange, type Overtaking } from '../shell/use-change.ts'
import { useWords } from '../words/index.ts'
import {
  changedFields,
  draftOf,
  faultsOf,
  fieldsOf,
  rebased,
  worseOf,
  type Draft,
  type Fault,
  type Field,
  type Receipt,
} from './draft.ts'
import { EffectOn, useEffectOn } from './effect.tsx'
import { TermFields } from './fields.tsx'
import type { Story } from './foreseen.ts'
import { useGoods } from './goods.ts'
import { OutcomeDialog } from './outcome.tsx'
import { pathOf, readReceipt, staleBy } from './use-receipts.ts'

type Props = { receipt: Receipt; onClose: () => void }

/** Another day, number or confidence; who was promised some is told of before. */
export function ChangeDialog({ receipt, onClose }: Props) {
  const [done, setDone] = useState<Story>()
  if (done) return <OutcomeDialog story={done} onClose={onClose} />
  return <ChangeForm receipt={receipt} onClose={onClose} onDone={setDone} />
}

function ChangeForm({ receipt, onClose, onDone }: Props & { onDone: (story: Story) => void }) {
  const { receipts: said, shell } = useWords()
  const tell = useTell()
  const goods = useGoods(receipt)
  const { data: sku } = useSku(receipt.sku)
  const [draft, setDraft] = useState(() => draftOf(receipt))
  const [isTried, setTried] = useState(false)
  const { run, isBusy, faultAt, base, overtaken } = useChange({
    opened: receipt,
    read: readReceipt,
    send,
    stale: staleBy(receipt.sku),
    onOvertaken: ({ before, now }) => {
      setDraft((typed) => rebased(typed, draftOf(before), draftOf(now)))
    },
  })
  const faults = faultsOf(draft, sku?.decimals)
  const isRight = Object.keys(faults).length === 0
  const worse = isRight ? worseOf(base, draft) : undefined
  const { story, error, isLooking } = useEffectOn(base, worse)
  const save = async () => {
    setTried(true)
    if (!isRight || isLooking) return
    const fields = fieldsOf(draftOf(base), draft)
    if (Object.keys(fields).length > 0) {
      if (!(await run(fields))) return
      tell({ title: said.change.done })
    }
    if (worse && story && story.lines.length > 0) onDone(story)
    else onClose()
  }
  const faultOf = (fault: Fault) => (isTried && faults[fault] ? said.faults[fault] : undefined)
  return (
    <FormDialog
      title={said.change.title}
      says={goods}
      act={shell.save}
      isBusy={isBusy || isLooking}
      onSave={() => void save()}
      onClose={onClose}
    >
      {overtaken && <Differences {...overtaken} />}
      <TermFields
        isKnown
        draft={draft}
        set={(changed) => setDraft((before) => ({ ...before, ...changed }))}
        decimals={sku?.decimals}
        {...{ faultOf, faultAt }}
      />
      <EffectOn receipt={base} worse={worse} story={story} error={error} />
    </FormDialog>
  )
}

function send(
  receipt: Receipt,
  fields: ReturnType<typeof fieldsOf>,
  header: { 'idempotency-key': string },
) {
  return answerOf(
    api.POST('/v1/expected-receipts/{sku}/{location}/{no}/changes', {
      params: { path: pathOf(receipt), header },
      body: { version: receipt.version, changes: [{ action: 'set', fields }] },
    }),
  )
}

/** What somebody else changed meanwhile, field by field. */
function Differences({ before, now }: Overtaking<Receipt>) {
  const { receipts: said, shell } = useWords()
  const { changedTo, nothing } = shell.overtaken
  const textOf = (draft: Draft, field: Field) => {
    if (field === 'kind') return said.kinds[draft.kind]
    return draft[field] === '' ? nothing : draft[field]
  }
  const [old, fresh] = [draftOf(before), draftOf(now)]
  const lines = changedFields(old, fresh).map((field) => {
    return changedTo(said.columns[field], textOf(old, field), textOf(fresh, field))
  })
  return <Overtaken lines={lines} />
}
