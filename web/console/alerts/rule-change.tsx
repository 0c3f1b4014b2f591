import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { FormDialog } from '../locations/form-dialog.tsx'
import { Overtaken } from '../shell/overtaken.tsx'
import { useChange, type Overtaking } from '../shell/use-change.ts'
import { useWords } from '../words/index.ts'
import { changedFields, draftOf, faultsOf, fieldsOf, rebased, type Draft } from './rule-draft.ts'
import { RuleFields } from './rule-fields.tsx'
import { readRule, STALE, type Rule } from './use-rules.ts'

/** Changes a rule; what it is told of now is looked at anew with it. */
export function ChangeRule({ rule, onClose }: { rule: Rule; onClose: () => void }) {
  const { alerts, shell } = useWords()
  const said = alerts.rules
  const tell = useTell()
  const [draft, setDraft] = useState(() => draftOf(rule))
  const [isTried, setTried] = useState(false)
  const { run, isBusy, faultAt, base, overtaken } = useChange({
    opened: rule,
    read: readRule,
    send,
    stale: STALE,
    onOvertaken: ({ before, now }) => {
      setDraft((typed) => rebased(typed, draftOf(before), draftOf(now)))
    },
  })
  const faults = faultsOf(draft)
  const save = async () => {
    setTried(true)
    if (Object.keys(faults).length > 0) return
    const fields = fieldsOf(draftOf(base), draft)
    if (Object.keys(fields).length > 0) {
      if (!(await run(fields))) return
      tell({ title: said.saved })
    }
    onClose()
  }
  return (
    <FormDialog
      title={said.changeTitle(rule.name)}
      act={shell.save}
      isBusy={isBusy}
      onSave={() => void save()}
      onClose={onClose}
    >
      {overtaken && <Differences {...overtaken} />}
      <RuleFields
        draft={draft}
        set={(changed) => setDraft((before) => ({ ...before, ...changed }))}
        faultOf={(field) => (isTried && faults[field] ? said.faults[field] : undefined)}
        faultAt={faultAt}
      />
    </FormDialog>
  )
}

function send(
  { id, version }: Rule,
  fields: ReturnType<typeof fieldsOf>,
  header: { 'idempotency-key': string },
) {
  return answerOf(
    api.POST('/v1/stock-alert-rules/{id}/changes', {
      params: { path: { id }, header },
      body: { version, changes: [{ action: 'set', fields }] },
    }),
  )
}

/** What somebody else changed meanwhile, field by field. */
function Differences({ before, now }: Overtaking<Rule>) {
  const { alerts, rules, shell } = useWords()
  const said = alerts.rules
  const { changedTo, nothing } = shell.overtaken
  const labels: Record<keyof Draft, string> = {
    name: said.name,
    kind: said.kind,
    threshold: said.threshold,
    sku: said.sku,
    category: said.category,
    skuTag: rules.form.skuTag,
    location: said.place,
    group: rules.form.group,
    locationTag: rules.form.locationTag,
    locationKind: said.locationKind,
    from: said.fromDay,
    until: said.untilDay,
    raisesTask: said.columns.task,
  }
  const textOf = (value: string | boolean) => {
    if (typeof value === 'boolean') return value ? shell.yes : shell.no
    return value === '' ? nothing : value
  }
  const [old, fresh] = [draftOf(before), draftOf(now)]
  const lines = changedFields(old, fresh).map((field) => {
    return changedTo(labels[field], textOf(old[field]), textOf(fresh[field]))
  })
  return <Overtaken lines={lines} />
}
