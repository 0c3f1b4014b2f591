import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useFormats, useSession } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { Scroll } from '../../ui/screen.tsx'
import { Empty, Skeleton } from '../../ui/states.tsx'
import { useNames } from '../orders/use-names.ts'
import { Confirm } from '../shell/confirm.tsx'
import { Fault } from '../shell/fault.tsx'
import { useCommand } from '../shell/use-command.ts'
import { useWords } from '../words/index.ts'
import { expectedTexts } from './expected.ts'
import { Frame } from './frame.tsx'
import { TestEditor } from './test-editor.tsx'
import { Outcome } from './test-result.tsx'
import { useChannels, useDraft } from './use-routing.ts'
import { TESTS_KEY, useRun, useTelling, useTests, type RuleTest, type Side } from './use-tests.ts'
import css from './routing.module.css'

/** Deliveries of which it is known what should be decided, and whether it is. */
export function TestsView() {
  const { routing, shell } = useWords()
  const said = routing.tests
  const [, change] = useAddress()
  const { data: tests, error, refetch } = useTests()
  const { data: draft } = useDraft()
  const run = useRun({ draft: draft?.version, isOn: (tests?.length ?? 0) > 0 })
  return (
    <Frame view="tests">
      {!tests ? (
        error ? (
          <Fault error={error} again={() => void refetch()} />
        ) : (
          <Skeleton label={shell.list.loading} />
        )
      ) : tests.length === 0 ? (
        <Empty
          icon="check"
          title={said.none}
          says={said.noneSays}
          next={<Button onClick={() => change({ view: 'test' })}>{routing.views.test}</Button>}
        />
      ) : (
        <Scroll isWide>
          <div className={css['page']}>
            <div className={css['head']}>
              <p className="quiet">{said.says}</p>
              <Button icon="play" busy={run.isFetching} onClick={() => void run.refetch()}>
                {said.again}
              </Button>
            </div>
            {run.error && <Fault error={run.error} again={() => void run.refetch()} />}
            <List tests={tests} run={run.data} />
          </div>
        </Scroll>
      )}
    </Frame>
  )
}

function List({
  tests,
  run,
}: {
  tests: readonly RuleTest[]
  run: ReturnType<typeof useRun>['data']
}) {
  const { routing } = useWords()
  const said = routing.tests
  const { can } = useSession()
  const [edited, setEdited] = useState<RuleTest>()
  const [removed, setRemoved] = useState<RuleTest>()
  const mayChange = can('routing:write')
  const outcomeOf = (test: RuleTest, side: Side) => {
    const result = run?.[side]?.items.find(({ code }) => code === test.code)
    if (result) return <Outcome test={test} result={result} />
    return side === 'draft' && run?.draft === null && <span className="quiet">{said.noDraft}</span>
  }
  return (
    <>
      <ul className={css['cards']} aria-label={routing.views.tests}>
        {tests.map((test) => (
          <li key={test.code} className={css['test']}>
            <div className={css['says']}>
              <div className={css['head']}>
                <h2 className={css['name']}>{test.name}</h2>
                {mayChange && (
                  <div className={css['acts']}>
                    <IconButton
                      icon="edit"
                      label={said.editTitle(test.name)}
                      onClick={() => setEdited(test)}
                    />
                    <IconButton
                      icon="trash"
                      label={said.removeNamed(test.name)}
                      onClick={() => setRemoved(test)}
                    />
                  </div>
                )}
              </div>
              <About test={test} />
            </div>
            <div className={css['sides']}>
              {(['live', 'draft'] as const).map((side) => (
                <div key={side} className={css['says']}>
                  <h3 className={css['which']}>{routing.views[side]}</h3>
                  {outcomeOf(test, side)}
                </div>
              ))}
            </div>
          </li>
        ))}
      </ul>
      {edited && <TestEditor test={edited} onClose={() => setEdited(undefined)} />}
      {removed && <Remove test={removed} onClose={() => setRemoved(undefined)} />}
    </>
  )
}

/** What it is of, and what it expects. */
function About({ test }: { test: RuleTest }) {
  const { order } = useWords()
  const { number } = useFormats()
  const said = useWords().routing.tests
  const names = useNames()
  const telling = useTelling()
  const channels = useChannels()
  const { channel, shipTo, method, lines } = test.invented
  const currency = channels?.find(({ code }) => code === channel)?.currency
  const goods = lines.map(({ sku, quantity }) => `${number(quantity)} × ${sku}`).join(', ')
  const where = [shipTo.postalCode, shipTo.region, names.country(shipTo.country)]
  const to = where.filter((part) => part !== undefined).join(' ')
  const methods: Record<string, string> = order.methods
  return (
    <>
      <p className="quiet">{said.about(goods, to, methods[method] ?? method)}</p>
      <p>
        {said.expected}: {expectedTexts(test.expected, telling(currency)).join(' · ')}
      </p>
    </>
  )
}

function Remove({ test, onClose }: { test: RuleTest; onClose: () => void }) {
  const said = useWords().routing.tests
  const tell = useTell()
  const { code, version, name } = test
  const command = useCommand(
    (_given: null, header) => {
      const about = { params: { header, path: { code } }, body: { version } }
      return answerOf(api.POST('/v1/routing-tests/{code}/removals', about))
    },
    [TESTS_KEY],
  )
  const remove = async () => {
    if (!(await command.run(null))) return
    tell({ title: said.removed(name) })
    onClose()
  }
  return (
    <Confirm
      title={said.removeTitle(name)}
      says={said.removeSays}
      act={said.remove}
      isBusy={command.isBusy}
      onAct={() => void remove()}
      onClose={onClose}
    />
  )
}
