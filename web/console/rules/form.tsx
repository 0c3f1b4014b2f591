import { useState } from 'react'
import { useAddress } from '../../lib/use-address.ts'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { FormDialog } from '../locations/form-dialog.tsx'
import { useChange } from '../shell/use-change.ts'
import { useWords } from '../words/index.ts'
import { draftOf, ruleOf, type Draft, type Field } from './draft.ts'
import { faultsOf } from './faults.ts'
import { RuleFields } from './fields.tsx'
import { DraftOvertaken } from './overtaken.tsx'
import type { Rule } from './sentence.ts'
import { KEY, readDraft, sendChange, useSentences, type RuleDraft } from './use-rules.ts'
import css from './rules.module.css'

/** A new rule for the draft, or another wording of one; the sentence is made while one types. */
export function RuleForm(of: {
  base: RuleDraft
  /** The one that is changed, as it stands in the draft. */
  rule?: Rule
  /** What a new one begins with. */
  start?: Draft
  onClose: () => void
}) {
  const { rules: said } = useWords()
  const { rule } = of
  const tell = useTell()
  const [, change] = useAddress()
  const [draft, setDraft] = useState(() => of.start ?? draftOf(rule!))
  const [isTried, setTried] = useState(false)
  const form = useChange({
    opened: of.base,
    read: () => readDraft(),
    send: ({ version }, given: Draft, header) => {
      const typed = ruleOf(given, rule)
      return sendChange(
        version,
        rule ? { action: 'change', id: rule.id, fields: typed } : { action: 'add', rule: typed },
        header,
      )
    },
    stale: [KEY],
  })
  const faults = faultsOf(draft)
  const save = async () => {
    setTried(true)
    if (Object.keys(faults).length > 0 || !(await form.run(draft))) return
    tell({ title: rule ? said.changed : said.added })
    of.onClose()
    // What is wrong with it beside the others stands there.
    if (!rule) change({ view: 'draft', version: undefined, open: undefined })
  }
  const faultOf = (field: Field) => {
    const fault = isTried ? faults[field] : undefined
    return fault ? said.faults[fault] : form.faultAt(`/${field}`)
  }
  return (
    <FormDialog
      title={rule ? said.changeTitle(rule.name) : said.addTitle}
      act={said.addToDraft}
      isBusy={form.isBusy}
      onSave={() => void save()}
      onClose={of.onClose}
    >
      {form.overtaken && <DraftOvertaken now={form.overtaken.now} next={said.draft.again} />}
      <Reads draft={draft} rule={rule} />
      <RuleFields
        isNew={!rule}
        draft={draft}
        set={(changed) => setDraft((before) => ({ ...before, ...changed }))}
        faultOf={faultOf}
      />
    </FormDialog>
  )
}

/** The rule as it stands now, in its sentence. */
function Reads({ draft, rule }: { draft: Draft; rule: Rule | undefined }) {
  const { rules: said } = useWords()
  const sentence = useSentences()
  return (
    <div className={css['reads']} role="status">
      <h3>{said.form.reads}</h3>
      <p>{sentence(ruleOf(draft, rule))}</p>
    </div>
  )
}
