import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/states.tsx'
import { useWords } from '../words/index.ts'
import { emptyDraft, type Draft } from './draft.ts'
import { RuleForm } from './form.tsx'
import type { RuleDraft } from './use-rules.ts'
import css from './rules.module.css'

/** No rule yet: what rules are for, and some to begin with. */
export function Templates({ draft }: { draft: RuleDraft }) {
  const { rules: said } = useWords()
  const { can } = useSession()
  const [start, setStart] = useState<Draft>()
  const market = useMarket()
  const { templateNames: names } = said
  const templates = [
    [said.templates.safety, { name: names.safety, locationKind: 'store' }],
    [
      said.templates.popUps,
      { kind: 'eligibility', name: names.popUps, locationKind: 'pop_up', method: 'standard' },
    ],
    [
      said.templates.market,
      { kind: 'threshold', quantity: '3', name: names.market, channel: market },
    ],
    [said.add, {}],
  ] as const
  const next = can('rules:write') ? (
    <div className={css['templates']}>
      {templates.map(([label, given]) => (
        <Button key={label} icon="plus" onClick={() => setStart({ ...emptyDraft, ...given })}>
          {label}
        </Button>
      ))}
    </div>
  ) : undefined
  return (
    <>
      <Empty
        icon="list"
        title={said.empty}
        says={next ? said.emptySays : said.emptyToRead}
        next={next}
      />
      {start && <RuleForm base={draft} start={start} onClose={() => setStart(undefined)} />}
    </>
  )
}

/** A marketplace, where there is one. */
function useMarket(): string {
  const { can } = useSession()
  const { data } = useQuery({
    queryKey: ['network', 'channels', 'all'],
    queryFn: async ({ signal }) => (await answerOf(api.GET('/v1/channels', { signal }))).items,
    enabled: can('network:read'),
  })
  return data?.find(({ kind }) => kind === 'marketplace')?.code ?? ''
}
