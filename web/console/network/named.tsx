import { Pill } from '../../ui/pill.tsx'
import { To } from '../locations/parts.tsx'
import { useWords } from '../words/index.ts'
import css from './network.module.css'

type Named = { code: string; name: string; archived?: boolean }

/** The way to one of these things, by its name; one that is archived says so. */
export function NamedLink(of: { to: string; of: readonly Named[]; code: string }) {
  const { network: said } = useWords()
  const { to, code } = of
  const known = of.of.find((one) => one.code === code)
  return (
    <span className="line">
      <To to={to} search={{ open: code }}>
        <bdi>{known?.name ?? code}</bdi>
      </To>
      {known?.archived && <Pill tone="attention">{said.states.archived}</Pill>}
    </span>
  )
}

export function NamedLinks({ to, all }: { to: string; all: readonly Named[] }) {
  const { network: said } = useWords()
  if (all.length === 0) return <p className="quiet">{said.none}</p>
  return (
    <ul className={css['links']}>
      {all.map(({ code }) => (
        <li key={code}>
          <NamedLink to={to} of={all} code={code} />
        </li>
      ))}
    </ul>
  )
}
