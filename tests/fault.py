def cases(suite):
    return []
