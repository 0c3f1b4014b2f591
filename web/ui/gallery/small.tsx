import { useState } from 'react'
import { Button, IconButton } from '../button.tsx'
import { Chips, SearchField, Token } from '../chips.tsx'
import { Icon, type IconName } from '../icon.tsx'
import shapes from '../icons.json'
import { Pill, type Tone } from '../pill.tsx'
import { Empty, Failed, Notice, Skeleton } from '../states.tsx'
import { Facts, Section, Timeline, Why, type Happening } from '../steps.tsx'
import { Age, Ago, Moment, Money } from '../values.tsx'
import { useSamples } from './use-samples.ts'
import css from './gallery.module.css'

export function Buttons() {
  const { buttons } = useSamples()
  return (
    <>
      <div className={css['cases']}>
        <Button look="primary">{buttons.primary}</Button>
        <Button icon="external">{buttons.plain}</Button>
        <Button look="quiet">{buttons.quiet}</Button>
        <Button look="danger" icon="trash">
          {buttons.danger}
        </Button>
      </div>
      <div className={css['cases']}>
        <Button look="primary" letter="R">
          {buttons.primary}
        </Button>
        <Button letter="E">{buttons.plain}</Button>
        <Button busy icon="refresh">
          {buttons.busy}
        </Button>
        <Button disabled>{buttons.disabled}</Button>
        <Button look="primary" disabled>
          {buttons.primary}
        </Button>
        <Button icon="truck">{buttons.long}</Button>
      </div>
      <div className={css['cases']}>
        <IconButton icon="more" label={buttons.more} />
        <IconButton icon="refresh" label={buttons.refresh} letter="L" />
        <IconButton icon="edit" label={buttons.gone} disabled />
      </div>
    </>
  )
}

export function ChipParts() {
  const { chips } = useSamples()
  const [chosen, setChosen] = useState('late')
  const [text, setText] = useState(chips.found)
  const views = [
    { id: 'all', label: chips.all, count: '10,000+' },
    { id: 'late', label: chips.late, count: '12' },
    { id: 'held', label: chips.held, count: '0' },
    { id: 'long', label: chips.long },
  ]
  return (
    <>
      <div className={css['strip']} data-across>
        <Chips label={chips.views} chips={views} chosen={chosen} onChoose={setChosen} />
      </div>
      <div className={css['cases']}>
        <Token
          name={chips.location}
          value="LIL"
          removeLabel={chips.remove}
          onRemove={() => undefined}
        />
        <Token
          name={chips.location}
          value={chips.locationValue}
          removeLabel={chips.remove}
          onRemove={() => undefined}
        />
      </div>
      <div className={css['fields']}>
        <SearchField
          id="search"
          label={chips.search}
          value=""
          onChange={() => document.getElementById('search-filled')?.focus()}
        />
        <SearchField id="search-filled" label={chips.search} value={text} onChange={setText} />
      </div>
    </>
  )
}

const TONES: readonly Tone[] = ['neutral', 'moving', 'waiting', 'attention', 'critical', 'done']

export function Pills() {
  const { tones, longPill } = useSamples()
  return (
    <div className={css['cases']}>
      {TONES.map((tone) => (
        <Pill key={tone} tone={tone}>
          {tones[tone]}
        </Pill>
      ))}
      <Pill tone="waiting">{longPill}</Pill>
    </div>
  )
}

const MINUTE = 60_000

export function Values() {
  const { values } = useSamples()
  const [at] = useState(() => new Date(Date.now() - 11 * MINUTE).toISOString())
  const first = '2024-02-29T23:05:00Z'
  return (
    <Facts
      facts={[
        [values.money, <Money key="money" amount={8430} currency="EUR" />],
        [values.money, <Money key="yen" amount={-1_284_300} currency="JPY" />],
        [values.moment, <Moment key="moment" at={first} />],
        [values.day, <Moment key="day" at={first} as="day" />],
        [values.ago, <Ago key="ago" at={at} />],
        [values.age, <Age key="age" since={at} />],
      ]}
    />
  )
}

export function StepParts() {
  const { why, timeline, facts, section, edit } = useSamples()
  const happenings = timeline.happenings.map((one, index): Happening => {
    const at = new Date(Date.UTC(2026, 1, 27 - index, 14, 5)).toISOString()
    return {
      ...one,
      id: String(index),
      tone: one.tone as Happening['tone'],
      at: <Moment at={at} />,
      more: index === 1 ? <p>{timeline.note}</p> : undefined,
    }
  })
  return (
    <div className={css['columns']}>
      <Why title={why.title} steps={why.steps} when={why.when} />
      <Timeline label={timeline.label} happenings={happenings} />
      <Section title={section} actions={<Button>{edit}</Button>}>
        <Facts facts={facts as [string, string][]} />
      </Section>
    </div>
  )
}

export function States() {
  const { states, grid } = useSamples()
  return (
    <>
      <div className={css['frame']} data-size="free">
        <Notice tone="attention">{states.attention}</Notice>
        <Notice tone="critical">
          {states.critical} <a href="#why">{states.link}</a>
        </Notice>
        <Notice tone="moving">{states.moving}</Notice>
      </div>
      <div className={css['columns']}>
        <Empty
          icon="check"
          title={states.empty}
          says={states.emptySays}
          next={<Button>{states.next}</Button>}
        />
        <Failed
          title={grid.failed}
          says={grid.failedSays}
          next={<Button icon="refresh">{grid.again}</Button>}
        />
        <Skeleton label={grid.loading} />
      </div>
    </>
  )
}

export function Icons() {
  return (
    <ul className={css['icons']}>
      {(Object.keys(shapes) as IconName[]).map((name) => (
        <li key={name} className="small" lang="en">
          <Icon name={name} />
          {name}
        </li>
      ))}
    </ul>
  )
}
