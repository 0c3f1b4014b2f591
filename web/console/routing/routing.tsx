import { useAddress } from '../../lib/use-address.ts'
import { ShadowsView } from '../shadows/list.tsx'
import { Compare } from './compare.tsx'
import { DraftView } from './draft-view.tsx'
import { LiveView } from './live.tsx'
import { PlansView } from './plans.tsx'
import { TestsView } from './tests.tsx'
import { TestView } from './trial.tsx'
import { Versions } from './versions.tsx'

/** From where which deliveries go: as it is, would be and was. */
export function Routing() {
  const [address] = useAddress()
  switch (address['view']) {
    case 'draft':
      return <DraftView />
    case 'compare':
      return <Compare />
    case 'versions':
      return <Versions />
    case 'test':
      return <TestView />
    case 'shadows':
      return <ShadowsView />
    case 'plans':
      return <PlansView />
    case 'tests':
      return <TestsView />
    default:
      return <LiveView />
  }
}
