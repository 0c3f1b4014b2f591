import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useFormats, useSession } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { useLetters } from '../../lib/use-letters.ts'
import { Button } from '../../ui/button.tsx'
import type { MenuItem } from '../../ui/overlay/menu.tsx'
import { Scroll } from '../../ui/screen.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { Discard } from '../drafts/discard.tsx'
import { ChangedBy } from '../drafts/overtaken.tsx'
import shared from '../drafts/drafts.module.css'
import { StartDialog } from '../shadows/start.tsx'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { ApprovalStanding } from './approval.tsx'
import { CanaryNotice } from './canary-panel.tsx'
import { Card, titleId, type CardActs } from './card.tsx'
import { DrawnFrom } from './coming.tsx'
import { RuleEditor } from './editor.tsx'
import { EverythingElse } from './else.tsx'
import { Frame, NEW } from './frame.tsx'
import { DraftOvertaken, useCounts } from './overtaken.tsx'
import { Problems } from './problems.tsx'
import { Removed } from './removed.tsx'
import type { Rule } from './tongue.ts'
import { startOf, STARTS } from './starts.ts'
import { Templates } from './templates.tsx'
import { useActs } from './use-acts.ts'
import { mayRefuse, UseCount } from './use-count.tsx'
import { KEY, readDraft, sizeOf, useDraft, type RoutingDraft } from './use-routing.ts'
import css from './routing.module.css'

/** The rules as they would be: here they are made, changed and put in order. */
export function DraftView() {
  const { shell } = useWords()
  const { data: draft, error, refetch } = useDraft()
  const [address] = useAddress()
  const isBare = draft?.rules.length === 0 && sizeOf(draft) === 0 && address['edit'] !== NEW
  return (
    <Frame
      view="draft"
      isBare={isBare && draft.basedOn === 0}
      notice={draft && sizeOf(draft) > 0 && <CanaryNotice />}
    >
      {!draft ? (
        error ? (
          <Fault error={error} again={() => void refetch()} />
        ) : (
          <Skeleton label={shell.list.loading} />
        )
      ) : isBare ? (
        <Templates draft={draft} />
      ) : (
        <Scroll isWide>
          <div className={css['page']}>
            <About draft={draft} />
            <List draft={draft} />
          </div>
        </Scroll>
      )}
    </Frame>
  )
}

function About({ draft }: { draft: RoutingDraft }) {
  const { rules, routing, shadows } = useWords()
  const navigate = useNavigate()
  const [isShadowing, setShadowing] = useState(false)
  const said = rules.draft
  const { number } = useFormats()
  const { can } = useSession()
  const counts = useCounts()
  const [isDiscarding, setDiscarding] = useState(false)
  return (
    <>
      <div className={shared['about']}>
        <div>
          <p>{sizeOf(draft) === 0 ? routing.compare.same : counts(draft)}</p>
          {draft.restores !== null && <p>{said.restores(number(draft.restores))}</p>}
          <ChangedBy draft={draft} />
        </div>
        {can('routing:write') && draft.can.includes('discard') && (
          <div className="line">
            <Button icon="play" onClick={() => setShadowing(true)}>
              {shadows.create}
            </Button>
            <Button look="danger" onClick={() => setDiscarding(true)}>
              {said.discard}
            </Button>
          </div>
        )}
      </div>
      <DrawnFrom draft={draft} />
      <ApprovalStanding draft={draft} />
      {!can('routing:publish') && !draft.approval.isNeeded && sizeOf(draft) > 0 && (
        <p className="quiet">{rules.publish.nobody}</p>
      )}
      <p className="quiet">{routing.order}</p>
      {isShadowing && (
        <StartDialog
          onClose={() => setShadowing(false)}
          onStarted={(id) =>
            void navigate({ to: '/routing/shadows/$id', params: { id }, search: {} })
          }
        />
      )}
      {isDiscarding && (
        <Discard
          draft={draft}
          sizeOf={sizeOf}
          read={() => readDraft()}
          send={({ version }, header) => {
            const about = { params: { header }, body: { version } }
            return answerOf(api.POST('/v1/routing-rules/draft/discards', about))
          }}
          stale={[KEY]}
          Overtaken={DraftOvertaken}
          onClose={() => setDiscarding(false)}
        />
      )}
    </>
  )
}

function List({ draft }: { draft: RoutingDraft }) {
  const { routing: said } = useWords()
  const { can } = useSession()
  const [address, change] = useAddress()
  const editing = address['edit']
  const { rules, changes } = draft
  const mayChange = can('routing:write') && draft.can.includes('change')
  const actsOf = useCardActs(draft)
  const close = () => change({ edit: undefined, start: undefined }, true)
  const start = STARTS.find((one) => one === address['start'])
  useSteps(rules)
  return (
    <>
      <ol className={css['cards']} aria-label={said.views.draft}>
        {rules.map((rule, i) => {
          const isEdited = mayChange && editing === rule.id
          const drafted = changes.find(({ id }) => id === rule.id)
          return (
            <Card
              key={rule.id}
              rule={rule}
              no={i + 1}
              change={drafted}
              acts={mayChange ? actsOf(rule, i) : {}}
              isEdited={isEdited}
            >
              <Problems id={rule.id} draft={draft} />
              {!isEdited && drafted?.action !== 'add' && (
                <UseCount id={rule.id} mayRefuse={mayRefuse(rule)} />
              )}
              {isEdited && <RuleEditor base={draft} rule={rule} onClose={close} />}
            </Card>
          )
        })}
        {mayChange && editing === NEW && (
          <li className={css['card']} data-edited>
            <div className={css['says']}>
              <h2>{said.form.addTitle}</h2>
              <RuleEditor
                key={start}
                base={draft}
                start={start && startOf(start, said.templates[start])}
                onClose={close}
              />
            </div>
          </li>
        )}
        <EverythingElse no={rules.length + 1} />
      </ol>
      {mayChange && editing !== NEW && (
        <div>
          <Button icon="plus" onClick={() => change({ edit: NEW })}>
            {said.add}
          </Button>
        </div>
      )}
      <Removed draft={draft} mayChange={mayChange} />
    </>
  )
}

/** J and K go from rule to rule. */
function useSteps(rules: readonly Rule[]): void {
  const step = (by: 1 | -1) => {
    const at = rules.findIndex(({ id }) => document.activeElement?.id === titleId(id))
    const next = rules[at < 0 ? 0 : at + by]
    if (next) document.getElementById(titleId(next.id))?.focus()
  }
  useLetters({ j: () => step(1), k: () => step(-1) })
}

/** What can be done with each rule of the draft. */
function useCardActs(draft: RoutingDraft): (rule: Rule, index: number) => CardActs {
  const { routing: said } = useWords()
  const { number } = useFormats()
  const [, change] = useAddress()
  const act = useActs()
  const { rules, changes, version } = draft
  const follow = useFollow(rules)
  const moveTo = async (rule: Rule, position: number) => {
    if (act.isBusy || position < 1 || position > rules.length) return
    follow(rule.id)
    const told = { title: said.moved(rule.name, number(position)) }
    await act.run(version, { action: 'move', id: rule.id, position }, told)
  }
  const drop = (id: string, at: number) => {
    const rule = rules.find((one) => one.id === id)
    if (rule && rules[at] !== rule) void moveTo(rule, at + 1)
  }
  const duplicate = async (rule: Rule, index: number) => {
    const { id: _, ...copied } = rule
    const name = said.copyOf(rule.name).slice(0, 100)
    const copy = { action: 'add' as const, rule: { ...copied, name }, position: index + 2 }
    const id = await act.run(version, copy, { title: said.added })
    if (id) change({ edit: id })
  }
  const turn = (rule: Rule) => {
    const title = (rule.off ? said.switchedOn : said.switchedOff)(rule.name)
    const fields = { off: !rule.off }
    void act.run(version, { action: 'change', id: rule.id, fields }, { title })
  }
  const remove = (rule: Rule, index: number) => {
    const { id, ...added } = rule
    const isNew = changes.some((one) => one.id === id && one.action === 'add')
    const undo = isNew
      ? { action: 'add' as const, rule: added, position: index + 1 }
      : { action: 'undo' as const, id }
    void act.run(version, { action: 'remove', id }, { title: said.removed(rule.name), undo })
  }
  const undo = (id: string) => {
    void act.run(version, { action: 'undo', id }, { title: said.undone })
  }
  return (rule, index) => {
    const drafted = changes.find(({ id }) => id === rule.id)
    const isUndone = drafted !== undefined && drafted.action !== 'add'
    const more: MenuItem[] = [
      { label: said.duplicate, icon: 'copy', onChoose: () => void duplicate(rule, index) },
      {
        label: rule.off ? said.switchOn : said.switchOff,
        icon: rule.off ? 'play' : 'pause',
        onChoose: () => turn(rule),
      },
      ...(isUndone
        ? [{ label: said.undoChange, icon: 'undo' as const, onChoose: () => undo(rule.id) }]
        : []),
      'line',
      {
        label: said.remove,
        icon: 'trash',
        isDanger: true,
        onChoose: () => remove(rule, index),
      },
    ]
    return {
      onEdit: () => change({ edit: rule.id }),
      onMove: (by) => void moveTo(rule, index + 1 + by),
      onDrop: (id) => drop(id, index),
      isFirst: index === 0,
      isLast: index === rules.length - 1,
      isBusy: act.isBusy,
      more,
    }
  }
}

/** What is moved loses the focus on its way: it has it back where it arrives. */
function useFollow(rules: readonly Rule[]): (id: string) => void {
  const moved = useRef<string>(undefined)
  const order = rules.map(({ id }) => id).join()
  useEffect(() => {
    if (moved.current === undefined || !order.includes(moved.current)) return
    document.getElementById(titleId(moved.current))?.focus()
    moved.current = undefined
  }, [order])
  return (id) => {
    moved.current = id
  }
}
