import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../browser.ts'
import { withPalette } from './png.ts'

const PAGE = `<body style="margin: 0; background: #f9fafb"><p style="color: #145ec1">Orders</p>
  <div style="width: 40px; height: 40px; background: #a51f1e"></div>`

/** Draws a picture again and tells the colour of a pixel. */
const PIXEL = `async ([source, x, y]) => {
  const image = new Image()
  image.src = source
  await image.decode()
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width: image.width, height: image.height })
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  return [image.width, image.height, ...context.getImageData(x, y, 1, 1).data.slice(0, 3)]
}`

describe('pictures with a palette', () => {
  let browser: Browser
  before(async () => {
    browser = await launchBrowser()
  })
  after(async () => {
    await browser.close()
  })

  it('show the same in less', async () => {
    const page = await browser.newPage({ viewport: { width: 200, height: 120 } })
    await page.setContent(PAGE)
    const picture = await page.screenshot()
    const small = withPalette(picture)
    assert.ok(small.length < picture.length, `${small.length} of ${picture.length}`)
    const pixelOf = (png: Buffer, x: number, y: number) => {
      const source = `data:image/png;base64,${png.toString('base64')}`
      return page.evaluate(`(${PIXEL})(${JSON.stringify([source, x, y])})`)
    }
    assert.deepEqual(await pixelOf(small, 199, 119), [200, 120, 0xf9, 0xfa, 0xfb])
    assert.deepEqual(await pixelOf(small, 20, 60), [200, 120, 0xa5, 0x1f, 0x1e])
    await page.close()
  })

  it('are made of what a browser takes only', () => {
    assert.throws(() => withPalette(Buffer.alloc(64)), /another kind/)
  })
})
