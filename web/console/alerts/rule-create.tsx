import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { FormDialog } from '../locations/form-dialog.tsx'
import { useCommand } from '../shell/use-command.ts'
import { useWords } from '../words/index.ts'
import { bodyOf, emptyDraft, faultsOf, type Draft } from './rule-draft.ts'
import { RuleFields } from './rule-fields.tsx'
import { STALE } from './use-rules.ts'

/** A new rule; it counts from the moment it is made, unless it says otherwise. */
export function CreateRule(of: { start?: Draft; onClose: () => void }) {
  const { onClose } = of
  const said = useWords().alerts.rules
  const tell = useTell()
  const [draft, setDraft] = useState(of.start ?? emptyDraft)
  const [isTried, setTried] = useState(false)
  const { run, isBusy, faultAt } = useCommand(create, STALE)
  const faults = faultsOf(draft)
  const save = async () => {
    setTried(true)
    if (Object.keys(faults).length > 0 || !(await run(draft))) return
    tell({ title: said.created(draft.name.trim()) })
    onClose()
  }
  return (
    <FormDialog
      title={said.createTitle}
      act={said.make}
      isBusy={isBusy}
      onSave={() => void save()}
      onClose={onClose}
    >
      <RuleFields
        isNew
        draft={draft}
        set={(changed) => setDraft((before) => ({ ...before, ...changed }))}
        faultOf={(field) => (isTried && faults[field] ? said.faults[field] : undefined)}
        faultAt={faultAt}
      />
    </FormDialog>
  )
}

function create(draft: Draft, header: { 'idempotency-key': string }) {
  return answerOf(api.POST('/v1/stock-alert-rules', { params: { header }, body: bodyOf(draft) }))
}
