import base64, hashlib, hmac, time

# body: the bytes as they came, before any parsing
def is_genuine(headers, body, secret):
    id, at = headers["webhook-id"], headers["webhook-timestamp"]
    if abs(time.time() - int(at)) > 300:
        return False
    key = base64.b64decode(secret[len("whsec_"):])
    signed = f"{id}.{at}.".encode() + body
    own = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    theirs = headers["webhook-signature"].split(" ")
    return any(hmac.compare_digest(one, "v1," + own) for one in theirs)
