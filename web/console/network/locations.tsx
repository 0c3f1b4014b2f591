import { Link } from '@tanstack/react-router'
import { usePlaces } from '../inventory/use-places.ts'
import { useWords } from '../words/index.ts'
import css from './network.module.css'

const FEW = 20

/** The first of many locations, and how many more there are. */
export function FewLocationLinks({ codes }: { codes: readonly string[] }) {
  const { network: said } = useWords()
  return (
    <>
      <LocationLinks codes={codes.slice(0, FEW)} />
      {codes.length > FEW && <p className="quiet">{said.moreLocations(codes.length - FEW)}</p>}
    </>
  )
}

/** Locations by name, each with the way to its page. */
export function LocationLinks({ codes }: { codes: readonly string[] }) {
  const { network: said } = useWords()
  const { nameOf } = usePlaces()
  if (codes.length === 0) return <p className="quiet">{said.none}</p>
  return (
    <ul className={css['links']}>
      {codes.map((code) => (
        <li key={code}>
          <Link to="/locations/$code" params={{ code }} search={{}}>
            {nameOf(code)}
          </Link>
        </li>
      ))}
    </ul>
  )
}
