"""Makes up values for training: secrets as machines and people make them. Everything comes from a seeded generator."""
import random
import string

LOWER, UPPER, DIGITS = string.ascii_lowercase, string.ascii_uppercase, string.digits
LEET = str.maketrans({'a': '4', 'e': '3', 'i': '1', 'o': '0', 's': '5', 't': '7'})
LEET_MARKS = str.maketrans({'a': '@', 's': '$', 'i': '!', 'o': '0', 'e': '3'})
MARKS = '!@#$%^&*_-+=?.'
ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1234567890', '1qaz', '2wsx', '3edc', 'zaq1', 'xsw2', 'qwe', 'asd', 'zxc',
        'rty', '123', '321', '1q2w3e', 'wsx', 'qaz']
NAMES = ('james mary robert linda michael susan david sarah daniel karen matthew lisa mark nancy paul emily steven anna '
         'andrew kevin brian laura george jason helen edward maria ryan jacob olivia eric rachel larry justin scott '
         'brandon diana frank raymond gregory samuel patrick jack dennis jerry tyler aaron jose adam nathan henry '
         'zachary peter kyle noah ethan jeremy hans pierre luigi giulia sven ingrid pavel olga yuki kenji wei ming '
         'fatima omar priya raj carlos lucia pedro joao chelsea arsenal liverpool juventus barcelona batman superman '
         'pokemon naruto starwars matrix ninja dragon monkey shadow master sunshine princess football baseball hockey '
         'soccer jordan harley ranger hunter buster tigger cookie pepper ginger summer winter spring autumn').split()


def pick(rng, alphabet, size):
    return ''.join(rng.choice(alphabet) for _ in range(size))


def machine(rng):
    """A value that a program drew at random."""
    kind = rng.random()
    size = rng.choice([16, 20, 24, 28, 30, 32, 32, 36, 40, 40, 43, 48, 56, 64, 64, 86, 88, 96, 128, rng.randint(12, 100)])
    base62 = LOWER + UPPER + DIGITS
    if kind < 0.14:
        return pick(rng, 'abcdef' + DIGITS, size)
    if kind < 0.16:
        return pick(rng, 'ABCDEF' + DIGITS, size)
    if kind < 0.42:
        return pick(rng, base62, size)
    if kind < 0.52:
        body = pick(rng, base62 + '+/', size)
        return body + rng.choice(['', '=', '==']) if rng.random() < .6 else body
    if kind < 0.60:
        return pick(rng, base62 + '-_', size)
    if kind < 0.70:
        return pick(rng, LOWER + DIGITS, size)
    if kind < 0.75:
        return pick(rng, UPPER + DIGITS, size)
    if kind < 0.77:
        return pick(rng, UPPER + '234567', size)
    if kind < 0.79:
        return pick(rng, LOWER, max(16, size))
    if kind < 0.81:
        return pick(rng, LOWER + UPPER, max(16, size))
    if kind < 0.87:
        prefix = rng.choice(['sk', 'pk', 'tok', 'key', 'api', 'live', 'prod', 'v1', 'app', 'srv', 'pat', 'ac', 'rk', 'xo'])
        mark = rng.choice('_-.')
        middle = rng.choice(['', 'live' + mark, 'prod' + mark, 'test' + mark, 'v2' + mark])
        return prefix + mark + middle + pick(rng, rng.choice([base62, LOWER + DIGITS, 'abcdef' + DIGITS]), size)
    if kind < 0.91:
        alphabet = rng.choice([base62, LOWER + DIGITS, UPPER + DIGITS, 'abcdef' + DIGITS])
        mark = rng.choice('-.:_')
        return mark.join(pick(rng, alphabet, rng.choice([4, 5, 6, 8, 12])) for _ in range(rng.randint(3, 6)))
    if kind < 0.96:
        return pick(rng, base62 + MARKS + '~(){}[]<>;:,|/', rng.randint(10, 40))
    return pick(rng, base62, rng.randint(10, 18))


def obfuscate(rng, text):
    """The same shape with other letters and digits."""
    out = []
    for c in text:
        if c.islower() and c.isascii():
            out.append(rng.choice(LOWER))
        elif c.isupper() and c.isascii():
            out.append(rng.choice(UPPER))
        elif c.isdigit():
            out.append(rng.choice(DIGITS))
        else:
            out.append(c)
    return ''.join(out)


def years(rng):
    return str(rng.randint(1950, 2026)) if rng.random() < .6 else f'{rng.randint(0, 99):02d}'


def human(rng, words):
    """A password that a person made up."""
    word = rng.choice(NAMES) if rng.random() < .35 else rng.choice(words)
    if len(word) > 10:
        word = word[:rng.randint(4, 10)]
    style = rng.random()
    cased = rng.choice([word, word, word.capitalize(), word.capitalize(), word.upper(), word[:-1] + word[-1].upper()])
    mark = rng.choice('!!!@@#$%&*?._-')
    number = rng.choice([years(rng), pick(rng, DIGITS, rng.randint(1, 4)), rng.choice(['123', '1', '01', '12', '007', '1234'])])
    if style < 0.18:
        made = cased + number
    elif style < 0.32:
        made = cased + rng.choice([number + mark, mark + number, mark, mark + mark + number])
    elif style < 0.42:
        made = cased.translate(rng.choice([LEET, LEET_MARKS])) + rng.choice(['', '', number, mark, number + mark])
    elif style < 0.50:
        made = cased + rng.choice(['', '', '_', '-', '.', '@']) + rng.choice(words)[:8].capitalize() + rng.choice(['', number, mark])
    elif style < 0.54:
        made = number + cased + rng.choice(['', mark])
    elif style < 0.60:
        made = ''.join(rng.choice(ROWS)[:rng.randint(3, 6)] for _ in range(rng.randint(2, 3)))
        if rng.random() < .3:
            made += mark
    elif style < 0.78:
        made = pick(rng, LOWER, rng.randint(6, 11)) if rng.random() < .5 else obfuscate(rng, cased + rng.choice(['', number, mark]))
    elif style < 0.86:
        made = pick(rng, LOWER + DIGITS, rng.randint(6, 12))
    elif style < 0.95:
        made = pick(rng, LOWER + UPPER + DIGITS + MARKS, rng.randint(7, 16))
    else:
        made = rng.choice(['db', 'my', 'adm', 'root', 'sql', 'app', 'web']) + rng.choice(['_', '', '-', '@']) + \
            cased.translate(LEET) + number
    return made


def secrets(seed, count, words, make):
    rng = random.Random(seed)
    out = set()
    while len(out) < count:
        value = make(rng) if make is machine else make(rng, words)
        if 5 <= len(value) <= 200:
            out.add(value)
    return sorted(out)
