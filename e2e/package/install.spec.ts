import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { app, EMITTERS, lockedVersions, makeApp, oldApp, pack, REACT, TOOLS } from './support/app.ts'

/** The last of React 18, with the types for it. */
const REACT_18 = {
  react: '18.3.1',
  'react-dom': '18.3.1',
  '@types/react': '18.3.28',
  '@types/react-dom': '18.3.7',
}

test.describe.configure({ mode: 'serial' })

test('the tarball has what was built, the texts that belong to it, and no sources', async () => {
  const files = await pack()
  expect(files).toEqual(expect.arrayContaining(['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md']))
  const others = files.filter((path) => !/^(package\.json|(README|CHANGELOG)\.md|LICENSE)$/.test(path))
  expect(
    others.filter(
      (path) =>
        !/^(build\/.+\.(js|js\.map|d\.ts|txt)|\.docs\/[\w/-]+\.(md|png)|app\/docs\/examples\/[\w-]+\.tsx?)$/.test(
          path,
        ),
    ),
  ).toEqual([])
})

test('the tarball installs into an empty app, and brings no packages along', async () => {
  const tools = await lockedVersions(TOOLS)
  await Promise.all([
    makeApp(app, { ...tools, ...(await lockedVersions([...REACT, ...EMITTERS])) }),
    makeApp(oldApp, { ...tools, ...REACT_18 }),
  ])
  for (const name of ['@base-ui/react', 'idb', 'ipaddr.js', 'mitt', 'redis', 'zustand']) {
    expect(existsSync(join(oldApp, 'node_modules', name)), name).toBe(false)
  }
})
