import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { useChange } from '../shell/use-change.ts'
import { useWords } from '../words/index.ts'
import type { Receipt } from './draft.ts'
import { EffectOn, useEffectOn } from './effect.tsx'
import type { Story } from './foreseen.ts'
import { useGoods } from './goods.ts'
import { OutcomeDialog } from './outcome.tsx'
import { pathOf, readReceipt, staleBy } from './use-receipts.ts'

type Props = { receipt: Receipt; onClose: () => void }

/** They will not come at all; who was promised some is told of before. */
export function CancelDialog({ receipt, onClose }: Props) {
  const [done, setDone] = useState<Story>()
  if (done) return <OutcomeDialog story={done} onClose={onClose} />
  return <Question receipt={receipt} onClose={onClose} onDone={setDone} />
}

const ALL = { cancel: true } as const

function Question({ receipt, onClose, onDone }: Props & { onDone: (story: Story) => void }) {
  const { receipts: said, shell } = useWords()
  const tell = useTell()
  const { run, isBusy, base } = useChange({
    opened: receipt,
    read: readReceipt,
    send: ({ version, ...of }: Receipt, _: null, header) => {
      const params = { path: pathOf({ version, ...of }), header }
      const body = { version, changes: [{ action: 'cancel' as const }] }
      return answerOf(
        api.POST('/v1/expected-receipts/{sku}/{location}/{no}/changes', { params, body }),
      )
    },
    stale: staleBy(receipt.sku),
  })
  const goods = useGoods(base)
  const worse = base.promised > 0 ? ALL : undefined
  const { story, error, isLooking } = useEffectOn(base, worse)
  const cancel = async () => {
    if (!(await run(null))) return
    tell({ title: said.cancel.done })
    if (story && story.lines.length > 0) onDone(story)
    else onClose()
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={said.cancel.title}
      says={goods}
      size="large"
      actions={
        <>
          <Button onClick={onClose}>{shell.cancel}</Button>
          <Button look="danger" busy={isBusy || isLooking} onClick={() => void cancel()}>
            {said.cancel.act}
          </Button>
        </>
      }
    >
      {worse ? (
        <EffectOn receipt={base} worse={worse} story={story} error={error} />
      ) : (
        <p>{said.foreseen.unpromised}</p>
      )}
    </Dialog>
  )
}
