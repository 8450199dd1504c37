// Other implementations behind one pipe: a JSON job a line in, a JSON result a line out.
import { createHash, randomBytes, webcrypto, X509Certificate } from 'node:crypto'
import { createInterface } from 'node:readline'
import {
  createOpenid4vpAuthorizationRequest,
  parseOpenid4vpAuthorizationRequest,
  parseOpenid4vpAuthorizationResponse,
  resolveOpenid4vpAuthorizationRequest,
} from '@openid4vc/openid4vp'
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc'
import { createHeaderAndPayload, getListFromStatusListJWT, StatusList } from '@owf/token-status-list'
import { CompactEncrypt, CompactSign, compactDecrypt, compactVerify, importJWK } from 'jose'

const ecdsa = { name: 'ECDSA', hash: 'SHA-256' }
const curve = { name: 'ECDSA', namedCurve: 'P-256' }
const bytes = (text) => new TextEncoder().encode(text)
const publicPart = ({ kty, crv, x, y }) => ({ kty, crv, x, y })

async function signedBy(jwk, data, signature) {
  const key = await webcrypto.subtle.importKey('jwk', publicPart(jwk), curve, false, ['verify'])
  return webcrypto.subtle.verify(ecdsa, key, Buffer.from(signature, 'base64url'), bytes(data))
}

function jwkOf(did) {
  return JSON.parse(Buffer.from(did.split(':')[2], 'base64url').toString())
}

function verifierOf(issuerJwk) {
  return new SDJwtVcInstance({
    hasher: (data, alg) => createHash(alg.replace('-', '')).update(Buffer.from(data)).digest(),
    hashAlg: 'sha-256',
    verifier: (data, signature) => signedBy(issuerJwk, data, signature),
    kbVerifier: (data, signature, payload) => signedBy(payload.cnf.jwk, data, signature),
    saltGenerator: (length) => randomBytes(length).toString('base64url'),
  })
}

const jobs = {
  // A presentation of ours, verified by @sd-jwt/sd-jwt-vc.
  async verify({ presentation, nonce }) {
    const payload = JSON.parse(Buffer.from(presentation.split('.')[1], 'base64url').toString())
    const found = await verifierOf(jwkOf(payload.iss)).verify(presentation, { keyBindingNonce: nonce })
    return { claims: found.payload, binding: found.kb?.payload }
  },
  // A credential made by @sd-jwt/sd-jwt-vc, for us to verify.
  async issue({ claims, frame, issuer, holder, nonce, aud, iat }) {
    const sign = (jwk) => async (data) => {
      const key = await webcrypto.subtle.importKey('jwk', jwk, curve, false, ['sign'])
      return Buffer.from(await webcrypto.subtle.sign(ecdsa, key, bytes(data))).toString('base64url')
    }
    const instance = new SDJwtVcInstance({
      hasher: (data, alg) => createHash(alg.replace('-', '')).update(Buffer.from(data)).digest(),
      hashAlg: 'sha-256',
      saltGenerator: (length) => randomBytes(length).toString('base64url'),
      signer: sign(issuer),
      signAlg: 'ES256',
      kbSigner: sign(holder),
      kbSignAlg: 'ES256',
    })
    const credential = await instance.issue({ ...claims, cnf: { jwk: publicPart(holder) } }, frame)
    const shown = await instance.presentableKeys(credential)
    const all = Object.fromEntries(shown.map((key) => [key, true]))
    const nested = {}
    for (const path of Object.keys(all)) {
      const parts = path.split('.')
      let at = nested
      for (const part of parts.slice(0, -1)) at = at[part] = typeof at[part] === 'object' ? at[part] : {}
      at[parts.at(-1)] ??= true
    }
    return { presentation: await instance.present(credential, nested, { kb: { payload: { iat, aud, nonce } } }) }
  },
  // A request made by @openid4vc/openid4vp, for our vault.
  async makeRequest({ payload, requestUri, x5c, key, walletNonce }) {
    const made = await createOpenid4vpAuthorizationRequest({
      authorizationRequestPayload: payload,
      jar: {
        requestUri,
        jwtSigner: { method: 'x5c', alg: 'ES256', x5c },
        // It takes a wallet's nonce as an option of its own, but does not put it inside.
        additionalJwtPayload: { aud: 'https://self-issued.me/v2', ...(walletNonce && { wallet_nonce: walletNonce }) },
        expiresInSeconds: 600,
      },
      callbacks: {
        signJwt: async (signer, { header, payload }) => ({
          jwt: await new CompactSign(bytes(JSON.stringify(payload)))
            .setProtectedHeader(header)
            .sign(await importJWK(key, 'ES256')),
          signerJwk: publicPart(key),
        }),
        encryptJwe: () => { throw new Error('nothing is encrypted here') },
      },
    })
    return { link: made.authorizationRequest, request: made.jar.authorizationRequestJwt }
  },
  // Our shop's request, read as @openid4vc/openid4vp's wallet does.
  async readRequest({ link, request }) {
    const parsed = parseOpenid4vpAuthorizationRequest({ authorizationRequest: link })
    const found = await resolveOpenid4vpAuthorizationRequest({
      authorizationRequestPayload: parsed.params,
      callbacks: {
        verifyJwt: async (signer, { compact }) => {
          const leaf = new X509Certificate(Buffer.from(signer.x5c[0], 'base64'))
          const jwk = leaf.publicKey.export({ format: 'jwk' })
          await compactVerify(compact, await importJWK(jwk, 'ES256'))
          return { verified: true, signerJwk: jwk }
        },
        decryptJwe: () => ({ decrypted: false }),
        hash: (data, alg) => createHash(alg.replace('-', '')).update(data).digest(),
        fetch: async () => new Response(request, { headers: { 'content-type': 'application/oauth-authz-req+jwt' } }),
        getX509CertificateMetadata: (certificate) => {
          const names = new X509Certificate(Buffer.from(certificate, 'base64')).subjectAltName ?? ''
          const sanDnsNames = names.split(', ').filter((name) => name.startsWith('DNS:')).map((name) => name.slice(4))
          return { sanDnsNames, sanUriNames: [] }
        },
      },
    })
    return {
      prefix: found.client.prefix ?? found.client.scheme,
      clientId: found.client.effective ?? found.client.identifier,
      payload: found.authorizationRequestPayload,
      terms: found.transactionData?.length ?? 0,
    }
  },
  // Our vault's answer, read as @openid4vc/openid4vp's verifier does.
  async readAnswer({ payload, answer, key }) {
    const found = await parseOpenid4vpAuthorizationResponse({
      authorizationResponse: answer,
      authorizationRequestPayload: payload,
      callbacks: {
        decryptJwe: async (jwe) => {
          const { plaintext } = await compactDecrypt(jwe, await importJWK(key, 'ECDH-ES'))
          return { decrypted: true, decryptionJwk: publicPart(key), payload: new TextDecoder().decode(plaintext) }
        },
        verifyJwt: () => ({ verified: false }),
      },
    })
    return { type: found.type, presentations: found.dcql?.presentations, nonce: found.expectedNonce }
  },
  // An answer encrypted by jose, for our shop.
  async encrypt({ payload, key, enc, kid }) {
    const jwe = new CompactEncrypt(bytes(JSON.stringify(payload))).setProtectedHeader({ alg: 'ECDH-ES', enc, kid })
    return { jwe: await jwe.encrypt(await importJWK(key, 'ECDH-ES')) }
  },
  // A status list of ours, read by @owf/token-status-list after its signature.
  async readList({ list, key, places }) {
    await compactVerify(list, await importJWK(key, 'ES256'))
    const found = getListFromStatusListJWT(list)
    return { bits: found.getBitsPerStatus(), size: found.statusList.length, statuses: places.map((at) => found.getStatus(at)) }
  },
  // A status list made by @owf/token-status-list, for us to read.
  async makeList({ size, stopped, payload, kid, key }) {
    const statuses = new Array(size).fill(0)
    for (const place of stopped) statuses[place] = 1
    const made = createHeaderAndPayload(new StatusList(statuses, 1), payload, { alg: 'ES256', kid })
    const signer = new CompactSign(bytes(JSON.stringify(made.payload))).setProtectedHeader(made.header)
    return { list: await signer.sign(await importJWK(key, 'ES256')) }
  },
  // A token of ours that names a place, verified by @sd-jwt/sd-jwt-vc with the list that it asks for.
  async verifyWithList({ presentation, nonce, list, key }) {
    const payload = JSON.parse(Buffer.from(presentation.split('.')[1], 'base64url').toString())
    const instance = verifierOf(jwkOf(payload.iss))
    let asked
    instance.userConfig.statusListFetcher = async (uri) => {
      asked = uri
      return list
    }
    instance.userConfig.statusVerifier = (data, signature) => signedBy(key, data, signature)
    await instance.verify(presentation, { keyBindingNonce: nonce })
    return { asked }
  },
  // Milliseconds of processor time for so many verifications of one presentation.
  async speed({ presentation, nonce, count }) {
    const payload = JSON.parse(Buffer.from(presentation.split('.')[1], 'base64url').toString())
    const instance = verifierOf(jwkOf(payload.iss))
    const options = { keyBindingNonce: nonce }
    for (let done = 0; done < 50; done++) await instance.verify(presentation, options)
    const before = process.cpuUsage()
    for (let done = 0; done < count; done++) await instance.verify(presentation, options)
    const took = process.cpuUsage(before)
    return { milliseconds: (took.user + took.system) / 1000 }
  },
}

for await (const line of createInterface({ input: process.stdin })) {
  const job = JSON.parse(line)
  let result
  try {
    result = await jobs[job.do](job)
  } catch (problem) {
    result = { error: String(problem?.message ?? problem), cause: String(problem?.cause?.message ?? '') }
  }
  process.stdout.write(`${JSON.stringify(result)}\n`)
}
