import type { ReactNode } from 'react'
import { Link } from '@tanstack/react-router'
import { Notice } from '../../ui/states.tsx'
import { Facts } from '../../ui/steps.tsx'
import { Moment } from '../../ui/values.tsx'
import { useWords } from '../words/index.ts'
import { whoOf, type Authority, type Who } from './authority.ts'
import type { Location } from './hours.ts'
import { Editable } from './page-sections.tsx'
import { useAuthority, useSpeakers } from './use-authority.ts'
import type { LocationWords } from './words.en.ts'

/** Who may write what is on hand there, who takes off what leaves, and what follows from it. */
export function AuthoritySection({ location }: { location: Location }) {
  const { data: authority } = useAuthority(location.code)
  if (!authority) return null
  const { owner } = authority
  return (
    <Editable location={location} part="authority">
      <AuthorityFacts authority={authority} />
      {owner !== null && whoOf(owner) === 'other' && <NoKey system={owner} />}
    </Editable>
  )
}

/** Who writes, in a sentence. */
export function whoSays(said: LocationWords['authority'], who: Who, system: string): string {
  if (who === 'anybody') return said.ofAnybody
  return who === 'tutti' ? said.ofTutti : said.ofOther(system)
}

function AuthorityFacts({ authority }: { authority: Authority }) {
  const { authority: said } = useWords().locations
  const { owner, tuttiDecrements, setAt } = authority
  const who = whoOf(owner)
  const system = owner ?? said.thatSystem
  return (
    <Facts
      facts={[
        [
          said.who,
          <Meant key="who" means={whoSays(said, who, system)}>
            {who === 'other' ? system : said.whos[who]}
          </Meant>,
        ],
        [
          said.takesOff,
          <Meant key="takes" means={tuttiDecrements ? said.byTutti : said.byOwner(system)}>
            {tuttiDecrements ? said.takers.tutti : said.takers.owner(system)}
          </Meant>,
        ],
        ...(setAt === null ? [] : [[said.since, <Moment key="since" at={setAt} />] as const]),
      ]}
    />
  )
}

function Meant({ means, children }: { means: string; children: ReactNode }) {
  return (
    <>
      <p>
        <bdi>{children}</bdi>
      </p>
      <p className="small">{means}</p>
    </>
  )
}

/** A system that has no key is in charge, and cannot say anything. */
export function NoKey({ system }: { system: string }) {
  const { authority: said } = useWords().locations
  const speakers = useSpeakers()
  if (!speakers || speakers.includes(system)) return null
  return (
    <Notice tone="attention">
      <p>{said.noKey(system)}</p>
      <p>
        <Link to="/keys">{said.keys}</Link>
      </p>
    </Notice>
  )
}
