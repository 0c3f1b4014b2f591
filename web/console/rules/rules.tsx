import { useAddress } from '../../lib/use-address.ts'
import { DraftView } from './draft-view.tsx'
import { Live } from './live.tsx'
import { Versions } from './versions.tsx'

/** What channels may sell from where, and how much is kept back: as it is, would be and was. */
export function Rules() {
  const [address] = useAddress()
  if (address['view'] === 'draft') return <DraftView />
  return address['view'] === 'versions' ? <Versions /> : <Live />
}
