import { useAddress } from '../../lib/use-address.ts'
import { Received } from './received.tsx'
import { Watches } from './watches.tsx'

/** How the stock of locations comes from other systems: who feeds what, and what was received. */
export function Feeds() {
  const [address] = useAddress()
  return address['view'] === 'received' ? <Received /> : <Watches />
}
