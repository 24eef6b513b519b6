import assert from 'node:assert/strict';
import fc from 'fast-check';
import { trustedServiceUrl } from '../../../src/adapters/teams/service-url.ts';

const TEAMS = { hosts: ['smba.trafficmanager.net', '*.teams.microsoft.com'], onlyLoopback: false };
const SANDBOX = { hosts: TEAMS.hosts, onlyLoopback: true };

describe('service url', () => {
  it('gives an address one spelling', () => {
    assert.equal(
      trustedServiceUrl('https://smba.trafficmanager.net/amer', TEAMS),
      'https://smba.trafficmanager.net/amer/',
    );
    assert.equal(
      trustedServiceUrl('https://SMBA.trafficmanager.net//', TEAMS),
      'https://smba.trafficmanager.net/',
    );
    assert.equal(
      trustedServiceUrl('https://smba.trafficmanager.net', TEAMS),
      'https://smba.trafficmanager.net/',
    );
  });

  it('trusts this machine in sandbox mode and nothing else there', () => {
    assert.equal(
      trustedServiceUrl('http://127.0.0.1:3979/connector/', SANDBOX),
      'http://127.0.0.1:3979/connector/',
    );
    assert.equal(
      trustedServiceUrl('http://localhost:3979/connector', SANDBOX),
      'http://localhost:3979/connector/',
    );
    for (const url of [
      'https://smba.trafficmanager.net/',
      'http://127.0.0.1.evil.example/',
      'http://127.0.0.1@evil.example/',
      'http://10.0.0.1/',
      'http://2130706433/',
      'http://0x7f.1/',
    ]) {
      assert.equal(trustedServiceUrl(url, SANDBOX), undefined, url);
    }
  });

  it('leads to a host on the list whatever it is given', () => {
    const trick = fc
      .tuple(
        fc.constantFrom('https://', 'http://', 'https:\\\\', ''),
        fc.constantFrom('smba.trafficmanager.net', 'x.teams.microsoft.com', ''),
        fc.string(),
        fc.constantFrom('', '@evil.example', '.evil.example/', ':1/', '/x'),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(trick, fc.webUrl(), fc.string()), (text) => {
        const url = trustedServiceUrl(text, TEAMS);
        if (url === undefined) return;
        const { protocol, hostname, port, username } = new URL(url);
        assert.ok(protocol === 'https:' && port === '' && username === '');
        assert.ok(hostname === 'smba.trafficmanager.net' || hostname.endsWith('.teams.microsoft.com'), url);
      }),
      { numRuns: 5000 },
    );
  });
});
