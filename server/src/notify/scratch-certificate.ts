/**
 * For tests: what a mail server proves itself with, for the name "localhost" alone and for a hundred years. It signs itself, so that nobody trusts it
 * who is not told to; the key is nobody's secret.
 */
export const scratchCertificate = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgDwu2r/en2bxmcCAx
DP44AiF0MiqDp7fVpqlzVx22XH+hRANCAAS5Ja/CdelI1eEsVszfa3LaNfKbs4Rx
qtvVYI2AYXIyCK21F0FH4i98+8BFvnlky7atbXN3XzNUyVnvKPDE2+U4
-----END PRIVATE KEY-----`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBtjCCAV2gAwIBAgIUbe3kC8jK0J6ecZUgzzLjlhz4VXgwCgYIKoZIzj0EAwIw
JTEjMCEGA1UEAwwaQSBtYWlsIHNlcnZlciBvZiB0aGUgdGVzdHMwIBcNMjYxMTIy
MjMwOTM2WhgPMjEyNjEwMjkyMzA5MzZaMCUxIzAhBgNVBAMMGkEgbWFpbCBzZXJ2
ZXIgb2YgdGhlIHRlc3RzMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEuSWvwnXp
SNXhLFbM32ty2jXym7OEcarb1WCNgGFyMgittRdBR+IvfPvARb55ZMu2rW1zd18z
VMlZ7yjwxNvlOKNpMGcwHQYDVR0OBBYEFMGKk4XsJtj1FJYWmOnKfD1s/Py+MB8G
A1UdIwQYMBaAFMGKk4XsJtj1FJYWmOnKfD1s/Py+MBQGA1UdEQQNMAuCCWxvY2Fs
aG9zdDAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCIFv6SHzgwkFD
bYVsfSDX21BZRnVrIleTs4awF94cGfEeAiB3/hvifs45fAi+Yke+Vm/PI8NWQBuY
bLALMuKmuVcYmg==
-----END CERTIFICATE-----`,
};
